package org.holdfast.web.api.live;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;

/** An answer without end, which ends when its reader may no longer hear it. One thread writes. */
public final class WhileAdmitted extends FilterOutputStream {
    private static final Duration LOOKS = Duration.ofSeconds(2);

    private final SignedIn user;
    private final Gate gate;
    private final Clock clock;
    private final Instant since;
    private Instant looked;

    public WhileAdmitted(OutputStream out, SignedIn user, Gate gate, Clock clock) {
        super(out);
        this.user = user;
        this.gate = gate;
        this.clock = clock;
        since = clock.instant();
        looked = since;
    }

    @Override
    public void write(int one) throws IOException {
        look();
        out.write(one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        look();
        out.write(bytes, offset, length);
    }

    private void look() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(LOOKS))) {
            return;
        }
        looked = now;
        if (!gate.admits(user, since) || !gate.may(user, Right.LISTEN_LIVE)) {
            throw new IOException("may no longer listen");
        }
    }
}
