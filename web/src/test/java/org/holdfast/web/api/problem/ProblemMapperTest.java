package org.holdfast.web.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.RedirectionException;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.net.URI;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.QueryRejected;
import org.junit.jupiter.api.Test;

class ProblemMapperTest {
    private final ProblemMapper mapper = new ProblemMapper();

    @Test
    void aRejectedParameterIsNamed() {
        Response response = mapper.toResponse(new ParameterRejected("limit", "limit must be 1 to 1000."));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getHeaderString("Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(response).getString("parameter")).isEqualTo("limit");
        assertThat(json(response).getInt("status")).isEqualTo(400);
        assertThat(json(response).getString("title")).isEqualTo("Bad Request");
    }

    @Test
    void aForeignCursorIsTheCallersMistake() {
        assertThat(mapper.toResponse(new QueryRejected("no cursor of ours")).getStatus())
                .isEqualTo(400);
    }

    @Test
    void aDatabaseThatIsAwayAsksToComeBack() {
        Response response = mapper.toResponse(new CatalogueUnavailable(new IllegalStateException("refused")));

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
    }

    @Test
    void whatAStatusNeedsBesideItIsKept() {
        Response response = mapper.toResponse(new NotAllowedException(
                Response.status(405).allow("GET", "HEAD").build()));

        assertThat(response.getStatus()).isEqualTo(405);
        assertThat(response.getHeaderString("Allow")).contains("GET");
        assertThat(json(response).getString("title")).isEqualTo("Method Not Allowed");
    }

    @Test
    void nothingHereIsAProblemToo() {
        assertThat(json(mapper.toResponse(new NotFoundException("secret detail")))
                        .getString("detail"))
                .isEqualTo("There is nothing here.");
    }

    @Test
    void aRedirectionIsNoProblem() {
        assertThat(mapper.toResponse(new RedirectionException(303, URI.create("/elsewhere")))
                        .getStatus())
                .isEqualTo(303);
    }

    private static JsonObject json(Response response) {
        return Json.createReader(new StringReader((String) response.getEntity()))
                .readObject();
    }
}
