package org.holdfast.connector.sip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sip.header.MaxForwardsHeader;
import org.holdfast.connector.session.SessionAnswer.Refused;

/** What every request must fulfil before anybody looks at its meaning (RFC 3261 §8.2). Stateless. */
final class Refusals {
    private static final Set<String> SERVED =
            Set.of("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "UPDATE", "INFO", "PRACK");
    private static final Set<String> KNOWN = Set.of("REGISTER", "SUBSCRIBE", "NOTIFY", "REFER", "MESSAGE", "PUBLISH");
    private static final Set<String> OPTIONS = Set.of("siprec", "timer", "100rel");

    private Refusals() {}

    /** Empty when the request may go on. */
    static Optional<Refused> of(IncomingRequest request) {
        Optional<Refused> flaw = flaw(request);
        if (flaw.isPresent()) {
            return flaw;
        }
        if (!SERVED.contains(request.method())) {
            return Optional.of(
                    KNOWN.contains(request.method())
                            ? new Refused(405, "method not allowed", Map.of("Allow", SipMessages.ALLOW))
                            : new Refused(501, "method not known", Map.of("Allow", SipMessages.ALLOW)));
        }
        MaxForwardsHeader hops = (MaxForwardsHeader) request.message().getHeader(MaxForwardsHeader.NAME);
        if (hops != null && hops.getMaxForwards() == 0) {
            return Optional.of(new Refused(483, "too many hops"));
        }
        List<String> unknown = request.options("Require").stream()
                .filter(option -> !OPTIONS.contains(option))
                .toList();
        if (!unknown.isEmpty() && !request.method().equals("CANCEL")) {
            return Optional.of(
                    new Refused(420, "option not supported", Map.of("Unsupported", String.join(", ", unknown))));
        }
        return Optional.empty();
    }

    /** Marked before the stack's parser: only what an answer needs is left of it. */
    private static Optional<Refused> flaw(IncomingRequest request) {
        String flaw = request.header("X-Holdfast-Flaw");
        if (flaw.matches("[45]\\d\\d .*")) {
            return Optional.of(new Refused(Integer.parseInt(flaw.substring(0, 3)), flaw.substring(4)));
        }
        return Optional.empty();
    }
}
