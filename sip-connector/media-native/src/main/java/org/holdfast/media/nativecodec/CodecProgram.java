package org.holdfast.media.nativecodec;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;

/** Answers requests one after the other until its input ends, as it does when the server dies. */
public final class CodecProgram {

    private final Map<Integer, FrameDecoder> decoders = new HashMap<>();
    private int nextDecoder = 1;

    private CodecProgram() {}

    public static void main(String[] arguments) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        try (InputStream in = new FileInputStream(FileDescriptor.in);
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            new CodecProgram()
                    .serve(
                            new DataInputStream(new BufferedInputStream(in)),
                            new DataOutputStream(new BufferedOutputStream(out)));
        }
    }

    private void serve(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] request;
            try {
                request = new byte[in.readInt()];
                in.readFully(request);
            } catch (EOFException e) {
                return; // the server is gone
            }
            byte[] answer = answer(request);
            out.writeInt(answer.length);
            out.write(answer);
            out.flush();
        }
    }

    private byte[] answer(byte[] request) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(Request.DONE);
        try {
            perform(new DataInputStream(new ByteArrayInputStream(request)), new DataOutputStream(bytes));
        } catch (CodecFailed | EOFException e) {
            bytes.reset();
            bytes.write(Request.FAILED);
            bytes.write(String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void perform(DataInputStream in, DataOutputStream out) throws IOException {
        switch (Request.values()[in.readByte()]) {
            case OPEN_DECODER -> {
                FrameDecoder.Format format =
                        new FrameDecoder.Format(in.readUTF(), in.readInt(), in.readInt(), in.readInt());
                decoders.put(nextDecoder, new FrameDecoder(format));
                out.writeInt(nextDecoder++);
            }
            case DECODE -> decode(in, out);
            case CLOSE_DECODER -> {
                FrameDecoder decoder = decoders.remove(in.readInt());
                if (decoder != null) {
                    decoder.close();
                }
            }
            case ENCODE_WEBM -> out.writeLong(OpusWebm.encode(in.readUTF(), in.readUTF(), in.readInt()));
        }
    }

    private void decode(DataInputStream in, DataOutputStream out) throws IOException {
        FrameDecoder decoder = decoders.get(in.readInt());
        if (decoder == null) {
            throw new CodecFailed("No such decoder is open");
        }
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            byte[] frame = new byte[in.readInt()];
            in.readFully(frame);
            short[] samples = decoder.decode(frame);
            out.writeInt(samples.length);
            for (short sample : samples) {
                out.writeShort(sample);
            }
        }
    }
}
