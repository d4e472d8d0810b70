package org.holdfast.web.portal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchAddressTest {
    private static final SearchAddress ODD = new SearchAddress(Map.of(
            "verdict", "one-sided", "q", " o'neill & söhne ", "from", "2026-03-31T17:30", "to", "", "evil", "x"));

    @Test
    void filtersAreInTheAddressInOneOrderAndNothingElseIs() {
        assertThat(ODD.href("c="))
                .isEqualTo("recordings.xhtml?q=o%27neill+%26+s%C3%B6hne&from=2026-03-31T17%3A30&verdict=one-sided"
                        + "&cursor=c%3D");
        assertThat(new SearchAddress(Map.of()).href("")).isEqualTo("recordings.xhtml");
    }

    @Test
    void whatWasKeptIsTheSameSearchAgain() {
        assertThat(SearchAddress.ofQuery(ODD.query())).isEqualTo(ODD);
        assertThat(SearchAddress.ofQuery("").filtered()).isFalse();
        assertThat(SearchAddress.ofQuery("javascript:alert(1)").query()).isEmpty();
    }

    @Test
    void whatWasNotSentIsNoFilter() {
        Map<String, String> sent = new HashMap<>();
        sent.put("q", "ada");
        sent.put("tag", null);
        assertThat(new SearchAddress(sent).query()).isEqualTo("q=ada");
    }

    @Test
    void anOrderLeavesNothingOut() {
        assertThat(new SearchAddress(Map.of("sort", "longest")).filtered()).isFalse();
        assertThat(ODD.filtered()).isTrue();
    }
}
