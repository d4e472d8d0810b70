package org.holdfast.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.holdfast.rulebook.CallFacts.Party;
import org.holdfast.rulebook.Rule.Conditions;
import org.holdfast.rulebook.Ruling.Why;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final UUID SALES = UUID.fromString("00000000-0000-7000-8000-00000000000a");

    @Test
    void aCallThatNoRuleIsAboutIsKept() {
        assertThat(RuleBook.EMPTY.decide(call("1001", "2002")).outcome()).isEqualTo(Outcome.KEEP);
        assertThat(book(rule("other", RuleMode.NEVER, numbers("9999"))).decide(call("1001", "2002")))
                .satisfies(ruling -> {
                    assertThat(ruling.outcome()).isEqualTo(Outcome.KEEP);
                    assertThat(ruling.rule()).isNull();
                    assertThat(ruling.considered())
                            .extracting(Ruling.Considered::why)
                            .containsExactly(Why.OTHER_NUMBERS);
                });
    }

    @Test
    void theFirstRuleThatFitsDecides() {
        RuleBook book = book(
                rule("boss", RuleMode.ALWAYS, numbers("1001")),
                rule("all", RuleMode.NEVER, Conditions.none()),
                rule("too late", RuleMode.ON_DEMAND, Conditions.none()));
        assertThat(book.decide(call("1001", "2002")).ruleName()).isEqualTo("boss");
        assertThat(book.decide(call("1002", "2002")).outcome()).isEqualTo(Outcome.NEVER);
        assertThat(book.decide(call("1002", "2002")).considered()).hasSize(2);
    }

    @Test
    void numbersAreExactPrefixOrWildcardHoweverTheyAreWritten() {
        assertThat(fits("1001", "sip:1001@pbx.example.com")).isTrue();
        assertThat(fits("1001", "sip:10011@pbx.example.com")).isFalse();
        assertThat(fits("+49 (30) 123*", "tel:+49-30-12345")).isTrue();
        assertThat(fits("+4930*", "sip:+4940123@pbx")).isFalse();
        assertThat(fits("10?1", "sip:1021@pbx")).isTrue();
        assertThat(fits("10?1", "sip:10221@pbx")).isFalse();
        assertThat(fits("sip:*@Example.com", "sip:alice@example.com;user=phone"))
                .isTrue();
        assertThat(fits("sip:*@example.com", "sip:alice@example.org")).isFalse();
        assertThat(fits("ALICE@example.com", "sip:alice@EXAMPLE.com:5060")).isTrue();
        assertThat(fits("*a*a*a*a*a*b", "sip:" + "a".repeat(190) + "@x")).isFalse();
    }

    @Test
    void aSideIsAboutThatPartyAndWhoseRoleIsNotToldCountsAsEither() {
        Conditions called = new Conditions(RuleSide.CALLEE, List.of("2002"), Set.of(), Set.of(), List.of());
        RuleBook book = book(rule("called", RuleMode.NEVER, called));
        assertThat(book.decide(call("1001", "2002")).outcome()).isEqualTo(Outcome.NEVER);
        assertThat(book.decide(call("2002", "1001")).outcome()).isEqualTo(Outcome.KEEP);
        CallFacts untold = new CallFacts("c", List.of(new Party("2002", "")), List.of(), Set.of());
        assertThat(book.decide(untold).outcome()).isEqualTo(Outcome.NEVER);
    }

    @Test
    void aGroupIsKnownByTheAddressesOfItsMembersOrBySomebodysWord() {
        Conditions group =
                new Conditions(RuleSide.ANY, List.of(), Set.of(SALES), Set.of("1001", "eve@example.com"), List.of());
        RuleBook book = book(rule("sales", RuleMode.ON_DEMAND, group));
        assertThat(book.decide(call("sip:1001@pbx", "2002")).outcome()).isEqualTo(Outcome.ON_DEMAND);
        assertThat(book.decide(call("sip:eve@example.com", "2002")).outcome()).isEqualTo(Outcome.ON_DEMAND);
        assertThat(book.decide(call("sip:eve@example.org", "2002")).outcome()).isEqualTo(Outcome.KEEP);
        CallFacts said = new CallFacts("c", List.of(), List.of(), Set.of(SALES));
        assertThat(book.decide(said).outcome()).isEqualTo(Outcome.ON_DEMAND);
    }

    @Test
    void aTrunkIsAnAddressANetworkOrAName() {
        assertThat(comesFrom("10.1.2.3", "10.1.2.3")).isTrue();
        assertThat(comesFrom("10.1.0.0/16", "10.1.200.7")).isTrue();
        assertThat(comesFrom("10.1.0.0/16", "10.2.0.1")).isFalse();
        assertThat(comesFrom("2001:db8::/32", "2001:db8:0:0:0:0:0:9")).isTrue();
        assertThat(comesFrom("2001:db8::9", "2001:db8:0:0:0:0:0:9")).isTrue();
        assertThat(comesFrom("sbc*.example.com", "SBC-2.example.com")).isTrue();
        assertThat(comesFrom("10.1.0.0/16", "sbc.example.com")).isFalse();
        assertThat(RuleBook.isTrunk("10.1.0.0/33")).isFalse();
        assertThat(RuleBook.isTrunk("10.1.0.0/16")).isTrue();
    }

    @Test
    void allConditionsOfARuleMustBeMet() {
        Conditions both = new Conditions(RuleSide.ANY, List.of("1001"), Set.of(), Set.of(), List.of("10.1.2.3"));
        RuleBook book = book(rule("both", RuleMode.NEVER, both));
        CallFacts elsewhere = new CallFacts("c", List.of(new Party("1001", "")), List.of("10.9.9.9"), Set.of());
        assertThat(book.decide(elsewhere).considered())
                .extracting(Ruling.Considered::why)
                .containsExactly(Why.OTHER_TRUNKS);
    }

    @Test
    void aSampleIsDrawnByTheCallIdAndIsTheSameEverywhere() {
        RuleBook book = book(new Rule(UUID.randomUUID(), "some", RuleMode.SAMPLE, 20, Conditions.none()));
        long kept = IntStream.range(0, 10_000)
                .filter(i -> book.decide(new CallFacts("call-" + i, List.of(), List.of(), Set.of()))
                                .outcome()
                        == Outcome.KEEP)
                .count();
        assertThat(kept).isBetween(1_850L, 2_150L);
        assertThat(RuleBook.inSample("3848276298220188511@atlanta.example.com", 100))
                .isTrue();
        assertThat(RuleBook.inSample("3848276298220188511@atlanta.example.com", 0))
                .isFalse();
        assertThat(IntStream.range(0, 20).mapToObj(i -> RuleBook.inSample("call-" + i, 50) ? "1" : "0"))
                .as("a later release must draw the same calls")
                .containsExactly(DRAWN.split(""));
    }

    /** By hand: whether the first byte of {@code printf call-N | sha256sum} is below 0x80. */
    private static final String DRAWN = "11101011011100111001";

    private static boolean fits(String pattern, String aor) {
        return book(rule("r", RuleMode.NEVER, numbers(pattern)))
                        .decide(call(aor, "sip:other@nowhere"))
                        .outcome()
                == Outcome.NEVER;
    }

    private static boolean comesFrom(String pattern, String trunk) {
        Conditions from = new Conditions(RuleSide.ANY, List.of(), Set.of(), Set.of(), List.of(pattern));
        return book(rule("r", RuleMode.NEVER, from))
                        .decide(new CallFacts("c", List.of(), List.of(trunk), Set.of()))
                        .outcome()
                == Outcome.NEVER;
    }

    private static CallFacts call(String from, String to) {
        return new CallFacts("c", List.of(new Party(from, "caller"), new Party(to, "callee")), List.of(), Set.of());
    }

    private static Conditions numbers(String... patterns) {
        return new Conditions(RuleSide.ANY, List.of(patterns), Set.of(), Set.of(), List.of());
    }

    private static Rule rule(String name, RuleMode mode, Conditions conditions) {
        return new Rule(UUID.randomUUID(), name, mode, 0, conditions);
    }

    private static RuleBook book(Rule... rules) {
        return new RuleBook(List.of(rules));
    }
}
