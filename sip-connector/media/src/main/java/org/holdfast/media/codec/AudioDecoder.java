package org.holdfast.media.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Decodes the payloads of one run of one format. One thread.
 *
 * <p>Samples may come later than the payload they are of, never in another order, and with that payload's mark.
 */
public interface AudioDecoder extends AutoCloseable {

    /** Where samples go. */
    @FunctionalInterface
    interface PcmSink {

        /**
         * Takes one channel of 16-bit samples.
         *
         * @param mark as given with the payload
         * @param samples valid during the call
         */
        void samples(long mark, short[] samples, int count) throws IOException;
    }

    /** Of the samples given to the sink. */
    int sampleRate();

    /** False when payloads must be decoded in order, because the codec remembers. */
    boolean isStateless();

    /** Decodes one payload; one that is damaged gives no samples. */
    void decode(long mark, ByteBuffer payload) throws IOException;

    /** Gives the sink everything that is still to come. */
    void flush() throws IOException;

    /** Releases what the decoder holds; samples not flushed are lost. */
    @Override
    void close() throws IOException;
}
