package org.holdfast.media.codec;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.holdfast.media.codec.AudioDecoder.PcmSink;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.jspecify.annotations.Nullable;

/**
 * Finds the decoder of a payload format: our own for G.711 and L16, the codec process for the rest. For one job, whose
 * decoders share one process, and one thread.
 */
public final class Codecs implements AutoCloseable {

    private final CodecProcesses processes;
    private @Nullable CodecProcess process;

    /** Starts nothing before the first decoder that needs a process. */
    public Codecs(CodecProcesses processes) {
        this.processes = processes;
    }

    /** Rate of the samples a format decodes to; empty when nobody here can decode it. */
    public static Optional<Integer> sampleRate(PayloadFormat format) {
        return switch (name(format)) {
            case "PCMU", "PCMA" -> Optional.of(8000);
            case "L16" -> Optional.of(format.clockRate());
            default -> NativeCodec.of(format).map(codec -> codec.sampleRate(format));
        };
    }

    /** A new decoder; empty when nobody here can decode the format. */
    public Optional<AudioDecoder> decoder(PayloadFormat format, PcmSink sink) throws IOException {
        return switch (name(format)) {
            case "PCMU" -> Optional.of(new PcmDecoder(PcmDecoder.Law.MU_LAW, 8000, format.channels(), sink));
            case "PCMA" -> Optional.of(new PcmDecoder(PcmDecoder.Law.A_LAW, 8000, format.channels(), sink));
            case "L16" ->
                Optional.of(new PcmDecoder(PcmDecoder.Law.LINEAR, format.clockRate(), format.channels(), sink));
            default -> {
                Optional<NativeCodec> codec = NativeCodec.of(format);
                yield codec.isEmpty()
                        ? Optional.empty()
                        : Optional.of(NativeDecoder.open(process(), codec.get(), format, sink));
            }
        };
    }

    private CodecProcess process() throws IOException {
        CodecProcess leased = process == null ? processes.lease() : process;
        process = leased;
        return leased;
    }

    @Override
    public void close() {
        if (process != null) {
            processes.release(process);
            process = null;
        }
    }

    private static String name(PayloadFormat format) {
        return format.encoding().toUpperCase(Locale.ROOT);
    }
}
