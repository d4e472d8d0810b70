package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.holdfast.web.portal.Parties.Person;
import org.junit.jupiter.api.Test;

class PartiesTest {

    @Test
    void theCallerComesFirst() {
        Parties parties = Parties.of(List.of(
                new Person("Bob", "sip:1002@example.com", "callee"),
                new Person("Alice", "<sip:1001@example.com;user=phone>", "caller")));

        assertThat(parties).isEqualTo(new Parties("Alice", "→", "calls", "Bob", "1001@example.com · 1002@example.com"));
    }

    @Test
    void withoutRolesNobodyIsSaidToHaveCalled() {
        Parties parties = Parties.of(List.of(new Person("Alice", "a", ""), new Person("Bob", "b", "")));

        assertThat(parties.arrow()).isEqualTo("↔");
        assertThat(parties.relation()).isEqualTo("talks with");
    }

    @Test
    void anAddressStandsInForAMissingNameAndIsNotSaidTwice() {
        Parties parties =
                Parties.of(List.of(new Person("", "tel:+4930123", "caller"), new Person(" ", "1002", "callee")));

        assertThat(parties).isEqualTo(new Parties("+4930123", "→", "calls", "1002", ""));
    }

    @Test
    void moreThanTwoAreCounted() {
        Parties parties = Parties.of(
                List.of(new Person("Alice", "a", "caller"), new Person("Bob", "b", ""), new Person("Carol", "c", "")));

        assertThat(parties.addresses()).isEqualTo("a · b · +1 more");
    }

    @Test
    void aCallOfOneHasAnUnknownOther() {
        assertThat(Parties.of(List.of(new Person("Alice", "a", "caller"))).second())
                .isEqualTo("Unknown");
        assertThat(Parties.of(List.of()).first()).isEqualTo("No participant named");
    }
}
