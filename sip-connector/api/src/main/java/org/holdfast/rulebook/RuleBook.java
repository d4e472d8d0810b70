package org.holdfast.rulebook;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All rules, in the order they are tried: the first that is about a call decides, and a call that no rule is about is kept.
 * The one place that knows what rules mean. Immutable, thread-safe.
 */
public final class RuleBook {
    /** Keeps every call. */
    public static final RuleBook EMPTY = new RuleBook(List.of());

    private final List<Ready> ready;

    /** A rule with its numbers made ready. */
    private record Ready(Rule rule, NumberPatterns numbers) {}

    public RuleBook(List<Rule> rules) {
        ready = rules.stream()
                .map(rule ->
                        new Ready(rule, new NumberPatterns(rule.conditions().numbers())))
                .toList();
    }

    /** The rules, in order. */
    public List<Rule> rules() {
        return ready.stream().map(Ready::rule).toList();
    }

    /** Whether a trunk can be used in a rule. */
    public static boolean isTrunk(String pattern) {
        return TrunkPattern.isValid(pattern);
    }

    /** Whether a number or address can be used in a rule. */
    public static boolean isNumber(String pattern) {
        return !new NumberPatterns(List.of(pattern)).isEmpty();
    }

    /** What becomes of that call. The same call gets the same answer from the same rules, on every node. */
    public Ruling decide(CallFacts call) {
        List<KeyedParty> parties = call.parties().stream()
                .map(party -> new KeyedParty(party.role(), AddressKeys.of(party.aor())))
                .toList();
        List<Ruling.Considered> considered = new ArrayList<>();
        for (Ready candidate : ready) {
            Ruling.Why why = judge(candidate, call, parties);
            considered.add(new Ruling.Considered(candidate.rule(), why));
            if (why == Ruling.Why.APPLIES) {
                return new Ruling(outcome(candidate.rule(), call), candidate.rule(), considered);
            }
        }
        return new Ruling(Outcome.KEEP, null, considered);
    }

    private record KeyedParty(String role, List<String> keys) {}

    private static Ruling.Why judge(Ready candidate, CallFacts call, List<KeyedParty> parties) {
        Rule.Conditions wanted = candidate.rule().conditions();
        List<KeyedParty> concerned = parties.stream()
                .filter(party -> wanted.side().covers(party.role()))
                .toList();
        boolean numbers = wanted.numbers().isEmpty()
                || concerned.stream().anyMatch(party -> candidate.numbers().fit(party.keys()));
        if (!numbers) {
            return Ruling.Why.OTHER_NUMBERS;
        }
        boolean groups = wanted.groups().isEmpty()
                || !Collections.disjoint(wanted.groups(), call.groups())
                || concerned.stream().anyMatch(party -> !Collections.disjoint(wanted.groupKeys(), party.keys()));
        if (!groups) {
            return Ruling.Why.OTHER_GROUPS;
        }
        boolean trunks = wanted.trunks().isEmpty()
                || wanted.trunks().stream()
                        .anyMatch(
                                pattern -> call.trunks().stream().anyMatch(trunk -> TrunkPattern.fits(pattern, trunk)));
        return trunks ? Ruling.Why.APPLIES : Ruling.Why.OTHER_TRUNKS;
    }

    private static Outcome outcome(Rule rule, CallFacts call) {
        return switch (rule.mode()) {
            case ALWAYS -> Outcome.KEEP;
            case ON_DEMAND -> Outcome.ON_DEMAND;
            case NEVER -> Outcome.NEVER;
            case SAMPLE -> inSample(call.callId(), rule.percent()) ? Outcome.KEEP : Outcome.SAMPLED_OUT;
        };
    }

    /** The first 32 bits of SHA-256 of the Call-ID, as a share of all there are. */
    static boolean inSample(String callId, int percent) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(callId.getBytes(StandardCharsets.UTF_8));
            long drawn = Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
            return drawn * 100 < percent * (1L << 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
