package org.holdfast.media.codec;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.nativecodec.Request;

/** A decoder in the codec process; frames go there in batches. */
final class NativeDecoder implements AudioDecoder {

    private static final int BATCH = 50;

    private record Pending(long mark, byte[] frame) {}

    private final CodecProcess process;
    private final NativeCodec codec;
    private final PayloadFormat format;
    private final PcmSink sink;
    private final int id;
    private final List<Pending> pending = new ArrayList<>();

    private NativeDecoder(CodecProcess process, int id, NativeCodec codec, PayloadFormat format, PcmSink sink) {
        this.process = process;
        this.id = id;
        this.codec = codec;
        this.format = format;
        this.sink = sink;
    }

    static NativeDecoder open(CodecProcess process, NativeCodec codec, PayloadFormat format, PcmSink sink)
            throws IOException {
        int id = process.ask(Request.OPEN_DECODER, CodecProcesses.decodeLimit(), out -> {
                    out.writeUTF(codec.decoders());
                    out.writeInt(codec.sampleRate(format));
                    out.writeInt(codec.blockAlign(format));
                    out.writeInt(codec.bitsPerSample(format));
                })
                .readInt();
        return new NativeDecoder(process, id, codec, format, sink);
    }

    @Override
    public int sampleRate() {
        return codec.sampleRate(format);
    }

    @Override
    public boolean isStateless() {
        return false;
    }

    @Override
    public void decode(long mark, ByteBuffer payload) throws IOException {
        for (NativeCodec.Frame frame : codec.frames(format, payload)) {
            pending.add(new Pending(mark + frame.sampleOffset(), frame.bytes()));
        }
        if (pending.size() >= BATCH) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        DataInputStream decoded = process.ask(Request.DECODE, CodecProcesses.decodeLimit(), out -> {
            out.writeInt(id);
            out.writeInt(pending.size());
            for (Pending each : pending) {
                out.writeInt(each.frame().length);
                out.write(each.frame());
            }
        });
        for (Pending each : pending) {
            short[] samples = new short[decoded.readInt()];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = decoded.readShort();
            }
            if (samples.length > 0) {
                sink.samples(each.mark(), samples, samples.length);
            }
        }
        pending.clear();
    }

    @Override
    public void close() throws IOException {
        if (process.isAlive()) {
            process.ask(Request.CLOSE_DECODER, CodecProcesses.decodeLimit(), out -> out.writeInt(id));
        }
    }
}
