package org.holdfast.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;
import org.holdfast.search.RecordingQuery;
import org.holdfast.web.api.problem.ParameterRejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingFiltersTest {

    @Test
    void withoutFiltersEverythingIsAskedForNewestFirst() {
        assertThat(query()).isEqualTo(RecordingQuery.all());
    }

    @Test
    void everyFilterOfTheContractIsUnderstood() {
        RecordingQuery query = query(
                "from=2026-03-31T17:30:00+02:00",
                "to=2026-04-01T00:00:00Z",
                "q=alice 1002",
                "participant=bob",
                "verdict=one-sided",
                "state=finalised",
                "node=a",
                "minDuration=90",
                "sort=-durationMs",
                "limit=1000",
                "cursor=xyz");

        assertThat(query)
                .isEqualTo(new RecordingQuery(
                        Instant.parse("2026-03-31T15:30:00Z"),
                        Instant.parse("2026-04-01T00:00:00Z"),
                        "alice 1002",
                        "bob",
                        Verdict.ONE_SIDED,
                        RecordingState.FINALISED,
                        "a",
                        Duration.ofSeconds(90),
                        RecordingQuery.Narrowing.NONE,
                        RecordingQuery.Sort.LONGEST,
                        1000,
                        "xyz"));
    }

    @Test
    void anOffsetWhosePlusBecameASpaceIsStillATime() {
        assertThat(query("from=2026-03-31T17:30:00 02:00").from()).isEqualTo(Instant.parse("2026-03-31T15:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday",
        "to, 2026-03-31",
        "verdict, fine",
        "state, gone",
        "minDuration, -1",
        "minDuration, long",
        "minDuration, 99999999999",
        "sort, name",
        "limit, 0",
        "limit, 1001",
        "limit, many",
        "colour, red",
    })
    void aFilterThatIsNotUnderstoodIsNamed(String name, String value) {
        assertThatThrownBy(() -> query(name + "=" + value))
                .isInstanceOfSatisfying(
                        ParameterRejected.class,
                        rejected -> assertThat(rejected.parameter()).isEqualTo(name));
    }

    @Test
    void aFilterGivenTwiceIsRefused() {
        assertThatThrownBy(() -> query("q=a", "q=b")).isInstanceOf(ParameterRejected.class);
    }

    private static RecordingQuery query(String... pairs) {
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            parameters.add(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return RecordingFilters.query(parameters, group -> java.util.Set.of());
    }
}
