package org.holdfast.chaos;

import static org.holdfast.faults.Place.after;
import static org.holdfast.faults.Place.before;
import static org.holdfast.faults.Place.entering;
import static org.holdfast.faults.Place.leaving;

import java.util.List;
import org.holdfast.faults.Place;

/**
 * A transition of the worker at which it is halted.
 *
 * @param nth how many times it comes by before
 */
record WorkerCrashPoint(String name, Place place, int nth) {
    private static final String INTAKE = "org.holdfast.ingest.Intake";
    private static final String RECORDINGS = "org.holdfast.recording.Recordings";
    private static final String QUEUE = "org.holdfast.work.WorkQueue";
    private static final String ENGINE = "org.holdfast.work.WorkEngine";
    private static final String FINALISE = "org.holdfast.finalise.FinaliseStep";
    private static final String ENCODE = "org.holdfast.finalise.EncodeStep";
    private static final String FILES = "org.holdfast.media.container.MediaFiles";
    private static final String WAV = "org.holdfast.media.container.WavFile";
    private static final String CODECS = "org.holdfast.media.codec.CodecProcesses";
    private static final String MEDIA = "org.holdfast.storage.MediaDirectory";

    /** Every one of them, in the order of a recording's life. Peaks are published within the WAV. */
    static final List<WorkerCrashPoint> ALL = List.of(
            at("the announcement has come", entering(INTAKE, "take"), 1),
            at("its rows are written, not committed", leaving(RECORDINGS, "add"), 1),
            at("its first work is written, not committed", leaving(INTAKE, "take"), 1),
            at("work is claimed, not committed", leaving(QUEUE, "claim"), 1),
            at("the claim is committed", entering(ENGINE, "workOn"), 1),
            at("finalising begins", entering(FINALISE, "perform"), 1),
            at("the temporary file is there", after(FILES, "publish", "createTempFile"), 1),
            at("the WAV is finished", leaving(WAV, "finish"), 1),
            at("the peaks are written, not forced", after(FILES, "publish", "write"), 1),
            at("the peaks are forced, not renamed", before(FILES, "publish", "move"), 1),
            at("the peaks are renamed", after(FILES, "publish", "move"), 1),
            at("the WAV is forced, not renamed", before(FILES, "publish", "move"), 2),
            at("the WAV is renamed", after(FILES, "publish", "move"), 2),
            at("the WAV is published", leaving(FILES, "publish"), 2),
            at("the WAV is read back", leaving(MEDIA, "verified"), 1),
            at("before the findings are written", entering(RECORDINGS, "finalised"), 1),
            at("the findings are written, not committed", leaving(RECORDINGS, "finalised"), 1),
            at("the findings are committed", leaving(FINALISE, "perform"), 1),
            at("finalising is marked done, not committed", leaving(QUEUE, "done"), 1),
            at("finalising is done", leaving(ENGINE, "settle"), 1),
            at("encoding begins", entering(ENCODE, "perform"), 1),
            at("before the codec process", entering(CODECS, "encodeWebm"), 1),
            at("the codec process has written", leaving(CODECS, "encodeWebm"), 1),
            at("the WebM is renamed", after(FILES, "publish", "move"), 3),
            at("the WebM is read back", leaving(MEDIA, "verified"), 3),
            at("the copy is written, not committed", leaving(RECORDINGS, "copied"), 1),
            at("the copy is committed", leaving(ENCODE, "perform"), 1),
            at("encoding is done", leaving(ENGINE, "settle"), 2));

    private static WorkerCrashPoint at(String name, Place place, int nth) {
        return new WorkerCrashPoint(name, place, nth);
    }

    /** Named so that a file can be called after it. */
    String slug() {
        return name.replaceAll("[^a-zA-Z0-9]+", "-");
    }

    @Override
    public String toString() {
        return name;
    }
}
