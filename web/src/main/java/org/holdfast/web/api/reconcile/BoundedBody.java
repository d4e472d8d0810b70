package org.holdfast.web.api.reconcile;

import jakarta.ws.rs.WebApplicationException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.holdfast.web.api.problem.Problem;

/** A body of a request, read as far as it may be long. One thread. */
final class BoundedBody extends FilterInputStream {
    private final long most;
    private long read;

    BoundedBody(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        count(got);
        return got;
    }

    private void count(int got) {
        read += Math.max(0, got);
        if (read > most) {
            throw new WebApplicationException(
                    Problem.of(413, "The list is longer than " + (most >> 20) + " MiB: split it.")
                            .response());
        }
    }
}
