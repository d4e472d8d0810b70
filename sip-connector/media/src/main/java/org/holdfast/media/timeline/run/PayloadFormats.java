package org.holdfast.media.timeline.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.jspecify.annotations.Nullable;

/** What the payload types of a recording's streams mean, at any time. Immutable. */
public final class PayloadFormats {

    /** RFC 3551 §6, the audio types still met; a G.722 clock is 8000 by history. */
    private static final Map<Integer, PayloadFormat> STATIC = Map.ofEntries(
            format(0, "PCMU", 8000, 1),
            format(2, "G726-32", 8000, 1),
            format(3, "GSM", 8000, 1),
            format(8, "PCMA", 8000, 1),
            format(9, "G722", 8000, 1),
            format(10, "L16", 44100, 2),
            format(11, "L16", 44100, 1),
            format(13, "CN", 8000, 1),
            format(18, "G729", 8000, 1),
            format(19, "CN", 8000, 1));

    private final Map<Integer, List<StreamDescribed>> byStream = new HashMap<>();

    /** From descriptions in order of time. */
    public PayloadFormats(List<StreamDescribed> descriptions) {
        for (StreamDescribed described : descriptions) {
            byStream.merge(described.stream(), List.of(described), PayloadFormats::appended);
        }
    }

    private static List<StreamDescribed> appended(List<StreamDescribed> before, List<StreamDescribed> more) {
        return Stream.concat(before.stream(), more.stream()).toList();
    }

    private static Map.Entry<Integer, PayloadFormat> format(int payloadType, String encoding, int rate, int channels) {
        return Map.entry(payloadType, new PayloadFormat(payloadType, encoding, rate, channels, ""));
    }

    /**
     * The format in force when the packet arrived; else, since a new payload type may run ahead of its description, the
     * first that is described later or was described before; else the static one. Null for an unknown one.
     */
    public @Nullable PayloadFormat find(int stream, int payloadType, long arrivalNanos) {
        PayloadFormat found = null;
        for (StreamDescribed described : byStream.getOrDefault(stream, List.of())) {
            PayloadFormat candidate = in(described, payloadType);
            boolean inForce = nanos(described.at()) <= arrivalNanos;
            if (candidate != null && (inForce || found == null)) {
                found = candidate;
            }
        }
        return found != null ? found : STATIC.get(payloadType);
    }

    private static @Nullable PayloadFormat in(StreamDescribed described, int payloadType) {
        for (PayloadFormat format : described.formats()) {
            if (format.payloadType() == payloadType && format.clockRate() > 0) {
                return format;
            }
        }
        return null;
    }

    /** Streams nobody described are taken for audio: what arrives is recorded. */
    public boolean isAudio(int stream) {
        List<StreamDescribed> all = byStream.getOrDefault(stream, List.of());
        return all.isEmpty()
                || all.stream().anyMatch(described -> described.kind().equalsIgnoreCase("audio"));
    }

    private static long nanos(Instant at) {
        return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
    }

    /** Value of the latest {@code a=label}, empty when none was sent. */
    public String label(int stream) {
        List<StreamDescribed> all = byStream.getOrDefault(stream, List.of());
        return all.isEmpty() ? "" : all.getLast().label();
    }

    /** Streams that were described, ascending. */
    public List<Integer> streams() {
        return byStream.keySet().stream().sorted().toList();
    }

    /** RFC 4733: key presses, not audio. */
    public static boolean isTelephoneEvent(PayloadFormat format) {
        return format.encoding().equalsIgnoreCase("telephone-event");
    }

    /** RFC 3389: time that passes without speech. */
    public static boolean isComfortNoise(PayloadFormat format) {
        return format.encoding().toUpperCase(Locale.ROOT).equals("CN");
    }
}
