package org.holdfast.media.simulation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/** FFmpeg within the test's own process: encodes what senders send, decodes what we wrote. */
public final class Ffmpeg {
    private Ffmpeg() {}

    private static int ok(int result) {
        if (result < 0) {
            throw new IllegalStateException("FFmpeg says " + result);
        }
        return result;
    }

    /** Frames of a tone by one of FFmpeg's encoders, as many samples each as it wants or as given. */
    public static List<byte[]> encode(String encoder, int sampleRate, int bitRate, int samplesPerFrame, double tone) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(encoder);
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        context.sample_rate(sampleRate);
        context.sample_fmt(avutil.AV_SAMPLE_FMT_S16);
        context.bit_rate(bitRate);
        context.bits_per_coded_sample(bitRate / sampleRate);
        avutil.av_channel_layout_default(context.ch_layout(), 1);
        ok(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
        AVFrame frame = avutil.av_frame_alloc();
        AVPacket packet = avcodec.av_packet_alloc();
        List<byte[]> frames = new ArrayList<>();
        int samples = samplesPerFrame > 0 ? samplesPerFrame : context.frame_size();
        for (int number = 0; number < 2 * sampleRate / samples; number++) {
            frame.nb_samples(samples);
            frame.format(avutil.AV_SAMPLE_FMT_S16);
            frame.sample_rate(sampleRate);
            avutil.av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
            ok(avutil.av_frame_get_buffer(frame, 0));
            ByteBuffer plane =
                    new BytePointer(frame.data(0)).capacity(samples * 2L).asByteBuffer();
            plane.order(ByteOrder.nativeOrder());
            for (int i = 0; i < samples; i++) {
                plane.putShort(2 * i, Tones.sample(tone, (long) number * samples + i, sampleRate));
            }
            frame.pts((long) number * samples);
            ok(avcodec.avcodec_send_frame(context, frame));
            avutil.av_frame_unref(frame);
            while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
                byte[] bytes = new byte[packet.size()];
                new BytePointer(packet.data()).capacity(bytes.length).get(bytes);
                frames.add(bytes);
                avcodec.av_packet_unref(packet);
            }
        }
        avcodec.avcodec_free_context(context);
        return frames;
    }

    /** Audio of a file, as any player would decode it. */
    public static Wav decode(Path file) {
        AVFormatContext input = new AVFormatContext(null);
        ok(avformat.avformat_open_input(input, file.toString(), null, (AVDictionary) null));
        ok(avformat.avformat_find_stream_info(input, (PointerPointer<?>) null));
        AVCodec codec = avcodec.avcodec_find_decoder(input.streams(0).codecpar().codec_id());
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        ok(avcodec.avcodec_parameters_to_context(context, input.streams(0).codecpar()));
        context.pkt_timebase(input.streams(0).time_base());
        ok(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        List<short[][]> pieces = new ArrayList<>();
        while (avformat.av_read_frame(input, packet) >= 0) {
            ok(avcodec.avcodec_send_packet(context, packet));
            avcodec.av_packet_unref(packet);
            while (avcodec.avcodec_receive_frame(context, frame) >= 0) {
                pieces.add(samples(frame));
            }
        }
        int channels = context.ch_layout().nb_channels();
        int rate = context.sample_rate();
        avcodec.avcodec_free_context(context);
        avformat.avformat_close_input(input);
        return new Wav(rate, joined(pieces, channels));
    }

    private static short[][] samples(AVFrame frame) {
        int channels = frame.ch_layout().nb_channels();
        short[][] samples = new short[channels][frame.nb_samples()];
        for (int channel = 0; channel < channels; channel++) {
            ByteBuffer plane = new BytePointer(frame.extended_data(channel))
                    .capacity(frame.nb_samples() * 4L)
                    .asByteBuffer()
                    .order(ByteOrder.nativeOrder());
            for (int i = 0; i < samples[channel].length; i++) {
                samples[channel][i] = (short) (plane.getFloat(4 * i) * 32767);
            }
        }
        return samples;
    }

    private static short[][] joined(List<short[][]> pieces, int channels) {
        int frames = pieces.stream().mapToInt(piece -> piece[0].length).sum();
        short[][] whole = new short[channels][frames];
        int at = 0;
        for (short[][] piece : pieces) {
            for (int channel = 0; channel < channels; channel++) {
                System.arraycopy(piece[channel], 0, whole[channel], at, piece[channel].length);
            }
            at += piece[0].length;
        }
        return whole;
    }
}
