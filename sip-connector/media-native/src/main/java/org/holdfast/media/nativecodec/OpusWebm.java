package org.holdfast.media.nativecodec;

import static org.holdfast.media.nativecodec.CodecFailed.check;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Encodes a WAV of 16-bit PCM to Opus in WebM: 20 ms frames, tuned for speech, index in front for seeking over HTTP.
 *
 * <p>Channel mapping family 255 (RFC 7845 §5.1.1.3): each channel is a mono Opus stream of its own, so that nothing of one
 * participant is heard on the other's channel, as joint stereo would have it.
 */
final class OpusWebm implements AutoCloseable {

    private final AVFormatContext input = new AVFormatContext(null);
    private final AVFormatContext output = new AVFormatContext(null);
    private final AVCodecContext encoder;
    private final AVPacket read = avcodec.av_packet_alloc();
    private final AVPacket encoded = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();
    private final int channels;
    private final int sampleRate;
    private final int frameBytes;
    private final byte[] pending;
    private int pendingBytes;
    private long frames;

    private OpusWebm(String wav, String webm, int bitRatePerChannel) throws CodecFailed {
        AVInputFormat format = avformat.av_find_input_format("wav");
        check(avformat.avformat_open_input(input, wav, format, (AVDictionary) null), "Cannot open " + wav);
        check(avformat.avformat_find_stream_info(input, (PointerPointer<?>) null), "Cannot read " + wav);
        channels = input.streams(0).codecpar().ch_layout().nb_channels();
        sampleRate = input.streams(0).codecpar().sample_rate();
        encoder = encoder(bitRatePerChannel);
        frameBytes = encoder.frame_size() * channels * 2;
        pending = new byte[frameBytes];
        openOutput(webm);
    }

    /** Encodes a file; returns the number of sample frames. */
    static long encode(String wav, String webm, int bitRatePerChannel) throws CodecFailed {
        try (OpusWebm job = new OpusWebm(wav, webm, bitRatePerChannel)) {
            return job.run();
        }
    }

    private AVCodecContext encoder(int bitRatePerChannel) throws CodecFailed {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name("libopus");
        AVCodecContext opus = avcodec.avcodec_alloc_context3(codec);
        opus.sample_rate(sampleRate);
        opus.sample_fmt(avutil.AV_SAMPLE_FMT_S16);
        opus.bit_rate((long) bitRatePerChannel * channels);
        opus.thread_count(1);
        opus.flags(opus.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        opus.ch_layout().order(avutil.AV_CHANNEL_ORDER_UNSPEC);
        opus.ch_layout().nb_channels(channels);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "application", "voip", 0);
        avutil.av_dict_set(options, "frame_duration", "20", 0);
        avutil.av_dict_set(options, "compression_level", "5", 0);
        avutil.av_dict_set(options, "mapping_family", "255", 0);
        try {
            check(avcodec.avcodec_open2(opus, codec, options), "Opus does not take " + channels + " channels");
        } finally {
            avutil.av_dict_free(options);
        }
        return opus;
    }

    private void openOutput(String webm) throws CodecFailed {
        check(avformat.avformat_alloc_output_context2(output, null, "webm", webm), "No WebM");
        output.flags(
                output.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT); // no random ids: a repeat makes the same file
        AVStream stream = avformat.avformat_new_stream(output, null);
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder), "No stream");
        stream.time_base(time());
        AVIOContext file = new AVIOContext(null);
        check(avformat.avio_open(file, webm, avformat.AVIO_FLAG_WRITE), "Cannot write " + webm);
        output.pb(file);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "cues_to_front", "1", 0);
        avutil.av_dict_set(options, "cluster_time_limit", "2000", 0);
        try {
            check(avformat.avformat_write_header(output, options), "Cannot write the header");
        } finally {
            avutil.av_dict_free(options);
        }
    }

    private AVRational time() {
        return avutil.av_make_q(1, sampleRate);
    }

    private long run() throws CodecFailed {
        while (avformat.av_read_frame(input, read) >= 0) {
            byte[] bytes = new byte[read.size()];
            new BytePointer(read.data()).capacity(bytes.length).get(bytes);
            avcodec.av_packet_unref(read);
            take(bytes);
        }
        if (pendingBytes > 0) {
            send(pendingBytes / (channels * 2));
        }
        check(avcodec.avcodec_send_frame(encoder, null), "Cannot end");
        drain();
        check(avformat.av_write_trailer(output), "Cannot write the end");
        return frames;
    }

    private void take(byte[] bytes) throws CodecFailed {
        int at = 0;
        while (at < bytes.length) {
            int more = Math.min(bytes.length - at, frameBytes - pendingBytes);
            System.arraycopy(bytes, at, pending, pendingBytes, more);
            at += more;
            pendingBytes += more;
            if (pendingBytes == frameBytes) {
                send(frameBytes / (channels * 2));
            }
        }
    }

    private void send(int count) throws CodecFailed {
        frame.nb_samples(count);
        frame.format(avutil.AV_SAMPLE_FMT_S16);
        frame.sample_rate(sampleRate);
        avutil.av_channel_layout_copy(frame.ch_layout(), encoder.ch_layout());
        check(avutil.av_frame_get_buffer(frame, 0), "No memory");
        new BytePointer(frame.data(0)).capacity(pendingBytes).put(pending, 0, pendingBytes);
        frame.pts(frames);
        frames += count;
        pendingBytes = 0;
        check(avcodec.avcodec_send_frame(encoder, frame), "Cannot encode");
        avutil.av_frame_unref(frame);
        drain();
    }

    private void drain() throws CodecFailed {
        while (avcodec.avcodec_receive_packet(encoder, encoded) >= 0) {
            encoded.stream_index(0);
            avcodec.av_packet_rescale_ts(encoded, time(), output.streams(0).time_base());
            check(avformat.av_interleaved_write_frame(output, encoded), "Cannot write");
        }
    }

    @Override
    public void close() {
        avcodec.av_packet_free(read);
        avcodec.av_packet_free(encoded);
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(encoder);
        avformat.avio_closep(output.pb());
        avformat.avformat_free_context(output);
        avformat.avformat_close_input(input);
    }
}
