package org.holdfast.playback;

/** The form in which media is asked for. */
public enum MediaFormat {
    /** Sample-exact PCM, one channel a participant. */
    WAV,
    /** Opus in WebM. */
    WEBM,
    /** Byte for byte what is stored: WebM once encoded, before that the WAV. */
    STORED
}
