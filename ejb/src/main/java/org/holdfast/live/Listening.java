package org.holdfast.live;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.live.LiveSound;

/**
 * Somebody listens to a running call: the newest of its journal as an endless WAV, half a second behind. Reads a file and
 * writes to the listener; who listens slowly hears leaps, and the recorder knows of none of it. One thread, apart from
 * {@link #stop}.
 */
public final class Listening implements AutoCloseable {
    /** What a datagram may take from the socket to here: a tick of the recorder, a look here, and the network's jitter. */
    private static final Duration BEHIND = Duration.ofMillis(500);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration TOO_FAR_BEHIND = Duration.ofSeconds(1);
    private static final int LOOKS_PER_QUESTION = 20;

    private final JournalReader.Tail tail;
    private final LiveSound sound;
    private final Clock clock;
    private final BooleanSupplier stillRunning;
    private final Runnable afterwards;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private long heardUntil;
    private volatile boolean closed;

    /**
     * What a listening needs to know.
     *
     * @param journal the file the call is being written to
     * @param keys what it is encrypted by, if it is
     * @param stillRunning asked now and then: a recorder that died leaves no end in its journal
     * @param afterwards done once, when it is over
     */
    record Terms(UUID recordingId, Path journal, JournalKeys keys, BooleanSupplier stillRunning, Runnable afterwards) {}

    Listening(Terms terms, CodecProcesses processes, Clock clock) throws IOException {
        this.clock = clock;
        this.stillRunning = terms.stillRunning();
        this.afterwards = terms.afterwards();
        heardUntil = nanos(clock.instant().minus(BEHIND));
        sound = new LiveSound(terms.recordingId(), processes, heardUntil);
        tail = JournalReader.follow(terms.journal(), terms.keys(), sound);
    }

    /** Returns when the call is over or somebody said stop; throws when the listener is gone. */
    public void writeTo(OutputStream listener) throws IOException {
        try {
            tail.look();
            listener.write(header(sound.sampleRate()));
            listener.flush();
            int looks = 0;
            while (!sound.ended() && !stopped.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                tail.look();
                ByteBuffer samples = newest();
                listener.write(samples.array(), 0, samples.limit());
                listener.flush();
                looks++;
                if (looks % LOOKS_PER_QUESTION == 0 && !stillRunning.getAsBoolean()) {
                    return;
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private ByteBuffer newest() throws IOException {
        long until = nanos(clock.instant().minus(BEHIND));
        if (until - heardUntil > TOO_FAR_BEHIND.toNanos()) {
            sound.skipTo(until - BETWEEN_LOOKS.toNanos());
        }
        heardUntil = Math.max(heardUntil, until);
        return sound.take(until);
    }

    /** Of 16-bit stereo of unknown length. */
    private static byte[] header(int sampleRate) {
        ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(-1);
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 2).putInt(sampleRate).putInt(4 * sampleRate);
        header.putShort((short) 4).putShort((short) 16);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(-1);
        return header.array();
    }

    private static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    /** From any thread. */
    void stop() {
        stopped.countDown();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (tail;
                    sound) {
                afterwards.run();
            }
        }
    }
}
