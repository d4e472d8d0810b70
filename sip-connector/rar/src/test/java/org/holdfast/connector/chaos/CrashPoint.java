package org.holdfast.connector.chaos;

import static org.holdfast.faults.Place.after;
import static org.holdfast.faults.Place.before;
import static org.holdfast.faults.Place.entering;
import static org.holdfast.faults.Place.leaving;

import java.nio.file.Path;
import java.util.List;
import org.holdfast.faults.Fault;
import org.holdfast.faults.Place;

/**
 * A transition of the recorder at which it is halted.
 *
 * @param when which start of the recorder dies there
 * @param nth how many times it comes by before
 */
record CrashPoint(String name, When when, Place place, int nth) {
    enum When {
        /** The start that serves the calls. */
        SERVING,
        /** The start after a {@code kill -9} with both calls up. */
        RECOVERING
    }

    private static final String JOURNAL = "org.holdfast.media.journal.Journal";
    private static final String FILE = "org.holdfast.media.journal.JournalFile";
    private static final String PREALLOCATION = "org.holdfast.media.journal.Preallocation";
    private static final String DIRECTORY = "org.holdfast.media.journal.JournalDirectory";
    private static final String SESSION = "org.holdfast.connector.session.RecordingSession";
    private static final String OUTBOX = "org.holdfast.connector.session.outbox.Outbox";
    private static final String DIALOG = "org.holdfast.connector.sip.RecordingDialog";
    private static final String SENDER = "org.holdfast.connector.sip.SipSender";
    private static final String ENTRY = "append(org.holdfast.media.journal.JournalEntry)";
    private static final String BATCH = "put(int, org.holdfast.media.journal.DatagramBatch)";
    private static final String MOVE = "move(java.nio.file.Path, java.nio.file.Path)";

    /** Every one of them, in the order of a call's life. */
    static final List<CrashPoint> ALL = List.of(
            serving("the INVITE has come", entering(SESSION, "invited"), 2),
            serving("before the journal is made", entering(JOURNAL, "create"), 1),
            serving("the journal is an empty file", after(FILE, "create", "createFile"), 2),
            serving("the journal has its header", leaving(FILE, "create"), 1),
            serving("before the first fact", entering(JOURNAL, ENTRY), 1),
            serving("after the first fact", leaving(JOURNAL, ENTRY), 1),
            serving("before the header is forced", entering(FILE, "force"), 1),
            serving("after the header is forced", leaving(FILE, "force"), 2),
            serving("before the name is forced", before(JOURNAL, "create", "force(java.nio.file.Path)"), 1),
            serving("the journal is durable", leaving(JOURNAL, "create"), 2),
            serving("before the 200", before(DIALOG, "answer", "send"), 2),
            serving("after the 200", after(DIALOG, "answer", "send"), 2),
            serving("the ACK has come", entering(SESSION, "confirmed"), 2),
            serving("media is laid down without a header", before(FILE, BATCH, "commit"), 3),
            serving("a record has no length yet", before(FILE, "commit", "setRelease"), 40),
            serving("a record stands", leaving(FILE, "commit"), 60),
            serving("before the file grows", entering(PREALLOCATION, "allocate"), 2),
            serving("the file has grown and is not mapped", leaving(PREALLOCATION, "allocate"), 2),
            serving("before media is forced", entering(JOURNAL, "tryForce"), 1),
            serving("the forcer has taken the position", after(JOURNAL, "force", "flushed"), 3),
            serving("after media is forced", leaving(JOURNAL, "tryForce"), 2),
            serving("metadata has come", entering(SESSION, "renegotiate"), 1),
            serving("metadata is kept", leaving(SESSION, "renegotiate"), 1),
            serving("BYE is answered", entering(SESSION, "end"), 1),
            serving("the recording's end is kept", before(SESSION, "sealed", "seal"), 1),
            serving("the session's end is kept", entering(JOURNAL, "seal()"), 1),
            serving("before the file is cut", entering(FILE, "finish"), 1),
            serving("the file is cut", after(FILE, "finish", "setLength"), 1),
            serving("the file is finished", leaving(FILE, "finish"), 2),
            serving("before the journal is moved to the sealed", entering(DIRECTORY, "seal"), 1),
            serving("the journal is sealed by name", after(DIRECTORY, MOVE, "move"), 1),
            serving("the journal is sealed", leaving(DIRECTORY, "seal"), 2),
            serving("the session tells of its end", entering(OUTBOX, "sealed"), 1),
            serving("before it is announced", entering(OUTBOX, "announce"), 1),
            serving("the catalogue has it", before(OUTBOX, "announce", "acknowledge"), 1),
            serving("the journal is acknowledged by name", after(DIRECTORY, MOVE, "move"), 2),
            serving("the journal is acknowledged", leaving(DIRECTORY, "acknowledge"), 1),
            serving("both are acknowledged", leaving(OUTBOX, "announce"), 2),
            serving("the recorder opens its directory", entering(DIRECTORY, "open"), 1),
            recovering("a left-over journal is found", leaving(DIRECTORY, "leftOver"), 1),
            recovering("a torn tail is cut", leaving(FILE, "reopen"), 1),
            recovering("SIP opens", entering(SENDER, "<init>"), 1));

    private static CrashPoint serving(String name, Place place, int nth) {
        return new CrashPoint(name, When.SERVING, place, nth);
    }

    private static CrashPoint recovering(String name, Place place, int nth) {
        return new CrashPoint(name, When.RECOVERING, place, nth);
    }

    Fault fault(Path then) {
        return Fault.halt(name, place, nth, then);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Named so that a file can be called after it. */
    String slug() {
        return name.replaceAll("[^a-zA-Z0-9]+", "-");
    }
}
