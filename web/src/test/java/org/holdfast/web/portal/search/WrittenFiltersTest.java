package org.holdfast.web.portal.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.recording.Verdict;
import org.holdfast.search.RecordingQuery;
import org.holdfast.web.portal.BrowserZone;
import org.junit.jupiter.api.Test;

class WrittenFiltersTest {
    private static final UUID ADA = UUID.fromString("0190f5b0-0000-7000-8000-000000000001");
    private static final UUID BO = UUID.fromString("0190f5b0-0000-7000-8000-000000000002");
    private static final WrittenFilters.People PEOPLE = new WrittenFilters.People() {
        @Override
        public Set<UUID> user(String name) {
            return Set.of(ADA);
        }

        @Override
        public Set<UUID> group(String id) {
            return Set.of(ADA, BO);
        }
    };

    private static RecordingQuery query(Map<String, String> filters) {
        return new WrittenFilters(new SearchAddress(filters), new BrowserZone(), PEOPLE).query(25, "");
    }

    @Test
    void everyFilterIsPartOfTheQuery() {
        RecordingQuery query = query(Map.of(
                "q",
                "refund",
                "participant",
                "+4930",
                "verdict",
                "silent",
                "direction",
                "inbound",
                "tag",
                "angry",
                "node",
                "a",
                "min",
                "1:30",
                "max",
                "600",
                "sort",
                "longest"));
        assertThat(query.text()).isEqualTo("refund");
        assertThat(query.participant()).isEqualTo("+4930");
        assertThat(query.verdict()).isEqualTo(Verdict.SILENT);
        assertThat(query.node()).isEqualTo("a");
        assertThat(query.minDuration()).isEqualTo(Duration.ofSeconds(90));
        assertThat(query.narrowing().maxDuration()).isEqualTo(Duration.ofMinutes(10));
        assertThat(query.narrowing().direction()).isEqualTo("inbound");
        assertThat(query.narrowing().tag()).isEqualTo("angry");
        assertThat(query.sort()).isEqualTo(RecordingQuery.Sort.LONGEST);
        assertThat(query.limit()).isEqualTo(25);
    }

    @Test
    void aUserWithinAGroupIsBoth() {
        assertThat(query(Map.of("user", "Ada", "group", "x")).narrowing().users())
                .containsExactly(ADA);
        assertThat(query(Map.of("group", "x")).narrowing().users()).containsExactlyInAnyOrder(ADA, BO);
        assertThat(query(Map.of()).narrowing().users()).isNull();
    }

    @Test
    void whatCannotBeReadIsSaidAndNotLeftOut() {
        assertThatThrownBy(() -> query(Map.of("from", "yesterday")))
                .isInstanceOf(WrittenFilters.Unreadable.class)
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> query(Map.of("min", "long")))
                .isInstanceOf(WrittenFilters.Unreadable.class)
                .hasMessageContaining("long");
    }
}
