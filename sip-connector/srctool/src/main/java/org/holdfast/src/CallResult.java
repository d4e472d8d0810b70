package org.holdfast.src;

import java.time.Duration;
import java.util.Locale;

/** How one call went, for the line and the JSON object that {@code bin/src} prints of it. */
record CallResult(int number, boolean ok, String outcome, String callId, Duration setUp, Sent sent) {
    /** What went out and what came back. */
    record Sent(Duration talked, long packets, long receiverReports) {
        static final Sent NOTHING = new Sent(Duration.ZERO, 0, 0);
    }

    /** The call as far as it came. */
    static CallResult of(int number, String outcome, boolean ok, Call call) {
        Sent sent = new Sent(call.age(), call.packets(), call.receiverReports());
        return new CallResult(number, ok, outcome, call.callId(), call.setUpTime(), sent);
    }

    /** A call that never was. */
    static CallResult failed(int number, Exception why) {
        Duration after = why instanceof CallRefused refused ? refused.after() : Duration.ZERO;
        String retry =
                why instanceof CallRefused refused && refused.retryAfter().isPresent()
                        ? ", Retry-After " + refused.retryAfter().getAsInt()
                        : "";
        String message = why.getMessage() == null ? why.toString() : why.getMessage();
        return new CallResult(number, false, message + retry, "", after, Sent.NOTHING);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "call %4d  %-6s  %s  set-up %.1f ms, talked %.1f s, %d packets, %d receiver reports  %s",
                number,
                ok ? "ok" : "FAILED",
                outcome,
                setUp.toNanos() / 1e6,
                sent.talked().toMillis() / 1e3,
                sent.packets(),
                sent.receiverReports(),
                callId);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"call\":%d,\"ok\":%b,\"outcome\":\"%s\",\"callId\":\"%s\",\"setUpMs\":%.3f,\"talkedMs\":%d,\"packets\":%d,\"receiverReports\":%d}",
                number,
                ok,
                outcome.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " "),
                callId,
                setUp.toNanos() / 1e6,
                sent.talked().toMillis(),
                sent.packets(),
                sent.receiverReports());
    }
}
