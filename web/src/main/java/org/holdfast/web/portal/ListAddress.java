package org.holdfast.web.portal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The address of the recordings page with these filters: what the reader sees can be kept and passed on. Immutable. */
record ListAddress(String q, String from, String to, String verdict) {

    /** Empty filters are left out. */
    String href(String cursor) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", q);
        parameters.put("from", from);
        parameters.put("to", to);
        parameters.put("verdict", verdict);
        parameters.put("cursor", cursor);
        String query = joined(parameters);
        return "recordings.xhtml" + (query.isEmpty() ? "" : "?" + query);
    }

    /** The filters alone, for the audit trail. */
    String query() {
        String href = href("");
        int question = href.indexOf('?');
        return question < 0 ? "" : href.substring(question + 1);
    }

    private static String joined(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> !parameter.getValue().isBlank())
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    ListAddress during(String start, String end) {
        return new ListAddress(q, start, end, verdict);
    }

    boolean filtered() {
        return !(q.isBlank() && from.isBlank() && to.isBlank() && verdict.isBlank());
    }
}
