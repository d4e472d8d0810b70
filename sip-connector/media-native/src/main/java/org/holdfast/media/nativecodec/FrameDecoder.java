package org.holdfast.media.nativecodec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** One FFmpeg decoder: frames in, one channel of 16-bit samples out. */
final class FrameDecoder implements AutoCloseable {

    /**
     * How to open one.
     *
     * @param names FFmpeg's names, the first that exists is taken
     * @param blockAlign bytes of a frame, 0 when it does not matter
     * @param bitsPerSample coded bits of a sample, 0 when it does not matter
     */
    record Format(String names, int sampleRate, int blockAlign, int bitsPerSample) {}

    private final AVCodecContext context;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();

    FrameDecoder(Format format) throws CodecFailed {
        AVCodec codec = Arrays.stream(format.names().split(" "))
                .map(avcodec::avcodec_find_decoder_by_name)
                .filter(found -> found != null && !found.isNull())
                .findFirst()
                .orElseThrow(() -> new CodecFailed("No decoder " + format.names()));
        context = avcodec.avcodec_alloc_context3(codec);
        context.sample_rate(format.sampleRate());
        context.block_align(format.blockAlign());
        context.bits_per_coded_sample(format.bitsPerSample());
        context.thread_count(1);
        avutil.av_channel_layout_default(context.ch_layout(), 1);
        CodecFailed.check(
                avcodec.avcodec_open2(context, codec, (AVDictionary) null),
                "Decoder " + format.names() + " does not open");
    }

    /** Samples of one frame; none when it is damaged. */
    short[] decode(byte[] encoded) {
        if (encoded.length == 0 || avcodec.av_new_packet(packet, encoded.length) < 0) {
            return new short[0];
        }
        packet.data().put(encoded, 0, encoded.length);
        int sent = avcodec.avcodec_send_packet(context, packet);
        avcodec.av_packet_unref(packet);
        short[] samples = new short[0];
        while (sent >= 0 && avcodec.avcodec_receive_frame(context, frame) >= 0) {
            short[] more = samples();
            int at = samples.length;
            samples = Arrays.copyOf(samples, at + more.length);
            System.arraycopy(more, 0, samples, at, more.length);
            avutil.av_frame_unref(frame);
        }
        return samples;
    }

    /** Several channels are averaged: a lane has one. */
    private short[] samples() {
        int count = frame.nb_samples();
        int channels = Math.max(1, frame.ch_layout().nb_channels());
        boolean planar = avutil.av_sample_fmt_is_planar(frame.format()) == 1;
        boolean floats = avutil.av_get_packed_sample_fmt(frame.format()) == avutil.AV_SAMPLE_FMT_FLT;
        int width = floats ? Float.BYTES : Short.BYTES;
        ByteBuffer[] planes = new ByteBuffer[planar ? channels : 1];
        for (int plane = 0; plane < planes.length; plane++) {
            planes[plane] = new BytePointer(frame.extended_data(plane))
                    .capacity((long) count * width * channels / planes.length)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder());
        }
        short[] mono = new short[count];
        for (int i = 0; i < count; i++) {
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                ByteBuffer plane = planes[planar ? channel : 0];
                int index = (planar ? i : i * channels + channel) * width;
                sum += floats ? plane.getFloat(index) * 32768f : plane.getShort(index);
            }
            mono[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum / channels)));
        }
        return mono;
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(context);
    }
}
