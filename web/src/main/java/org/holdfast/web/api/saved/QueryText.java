package org.holdfast.web.api.saved;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.holdfast.web.api.problem.ParameterRejected;

/** Reads the text of a query that comes in a body, as it would stand in an address. Strict. Stateless. */
public final class QueryText {
    private QueryText() {}

    /** The parameters of that text. */
    public static MultivaluedMap<String, String> parameters(String query) {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.add(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            } else if (!pair.isBlank()) {
                throw new ParameterRejected("query", "query must be of the form name=value&name=value.");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ParameterRejected("query", "query has a percent sign that means nothing.");
        }
    }
}
