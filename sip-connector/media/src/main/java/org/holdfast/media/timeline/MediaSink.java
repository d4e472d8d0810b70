package org.holdfast.media.timeline;

import java.io.IOException;

/** Takes the packets of a recording: audio and comfort noise, without duplicates, in order within a run. One thread. */
@FunctionalInterface
public interface MediaSink {

    /** A packet with a lower sequence number than one before came very late; its place is still right. */
    void take(MediaPacket packet) throws IOException;
}
