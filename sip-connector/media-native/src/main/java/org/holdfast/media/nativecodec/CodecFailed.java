package org.holdfast.media.nativecodec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** FFmpeg refused; the message says what and why. */
final class CodecFailed extends IOException {
    private static final long serialVersionUID = 1L;

    CodecFailed(String message) {
        super(message);
    }

    /** Returns the result of a call when it is no error. */
    static int check(int result, String what) throws CodecFailed {
        if (result < 0) {
            byte[] text = new byte[128];
            avutil.av_strerror(result, text, text.length);
            String reason = new String(text, StandardCharsets.UTF_8);
            throw new CodecFailed(what + ": " + reason.substring(0, Math.max(0, reason.indexOf(0))));
        }
        return result;
    }
}
