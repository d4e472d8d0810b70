package org.holdfast.connector.session.keeping;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.holdfast.connector.capture.SessionCapture;
import org.holdfast.connector.session.facts.SessionFacts;
import org.holdfast.media.journal.JournalEntry.RuleApplied;
import org.holdfast.rulebook.CallFacts;
import org.holdfast.rulebook.Outcome;
import org.holdfast.rulebook.Ruling;
import org.jspecify.annotations.Nullable;

/**
 * What the rules came to for each recording of one Recording Session, and whether media is discarded now: by rule or because
 * of a pause. Each recording is decided about once, with the rules in force at its beginning, and once more when metadata
 * first names who talks. Owned by the session's thread, except {@link #pause}.
 */
public final class Keeping {
    private final RecordingRules rules;
    private final SessionFacts facts;
    private final String callId;
    private final List<String> trunks;
    private final Map<UUID, RuleApplied> decided = new LinkedHashMap<>();
    private final Map<UUID, Boolean> reviewed = new LinkedHashMap<>();
    private @Nullable SessionCapture capture;
    private boolean paused;
    private boolean ruledOut;

    /** Of a session with nothing decided yet. */
    public Keeping(RecordingRules rules, SessionFacts facts, String callId, List<String> trunks) {
        this.rules = rules;
        this.facts = facts;
        this.callId = callId;
        this.trunks = List.copyOf(trunks);
    }

    /** After a restart: what was decided stands. */
    public void decidedBefore(Collection<UUID> recordings, List<RuleApplied> before, boolean named, boolean wasPaused) {
        recordings.forEach(recording -> reviewed.put(recording, named));
        before.forEach(ruling -> decided.put(ruling.recordingId(), ruling));
        paused = wasPaused;
        ruledOut = !before.isEmpty() && !outcome(before.getLast()).writesMedia();
    }

    /** Asks the rules about the recording that runs, where that has not been done or was done by stand-ins only. */
    public void review(@Nullable UUID recording, List<CallFacts.Party> parties, boolean named, Instant at) {
        if (recording == null || (reviewed.containsKey(recording) && (reviewed.get(recording) || !named))) {
            return;
        }
        reviewed.put(recording, named);
        RuleApplied before = decided.get(recording);
        if (before != null && !before.byWhom().isEmpty()) {
            return; // somebody wants it
        }
        Ruling ruling = rules.book().decide(new CallFacts(callId, parties, trunks, Set.of()));
        if (ruling.rule() != null || before != null) {
            applied(new RuleApplied(at, recording, ruling.outcome().name(), ruling.ruleName(), ""));
        } else {
            ruleOut(false);
        }
    }

    /** Somebody wants a recording kept that would not be. */
    public void keep(UUID recording, Instant at, String byWhom) {
        RuleApplied before = decided.get(recording);
        if (before != null && outcome(before) == Outcome.ON_DEMAND) {
            applied(new RuleApplied(at, recording, Outcome.KEEP.name(), before.rule(), byWhom));
        }
    }

    private void applied(RuleApplied ruling) {
        RuleApplied before = decided.put(ruling.recordingId(), ruling);
        boolean news = before == null
                || !before.outcome().equals(ruling.outcome())
                || !before.rule().equals(ruling.rule());
        if (news) {
            facts.add(ruling);
        }
        ruleOut(!outcome(ruling).writesMedia());
    }

    /** From here on media flows there, unless it is discarded. */
    public synchronized void controls(SessionCapture begun) {
        capture = begun;
    }

    /** Any thread: a pause begins or ends, at once. */
    public synchronized void pause(boolean wanted) {
        boolean before = discards();
        paused = wanted;
        flip(before);
    }

    private synchronized void ruleOut(boolean wanted) {
        boolean before = discards();
        ruledOut = wanted;
        flip(before);
    }

    private void flip(boolean before) {
        if (capture != null && before != discards()) {
            capture.discard(discards());
        }
    }

    /** Whether nothing that arrives now is kept. */
    public synchronized boolean discards() {
        return paused || ruledOut;
    }

    /** What becomes of that recording. */
    public Outcome outcome(UUID recording) {
        RuleApplied ruling = decided.get(recording);
        return ruling == null ? Outcome.KEEP : outcome(ruling);
    }

    /** Whether the session has had recordings, and none of these is to be kept. */
    public boolean keepsNone() {
        return !reviewed.isEmpty()
                && reviewed.keySet().stream().allMatch(recording -> outcome(recording) != Outcome.KEEP);
    }

    /** An outcome of a later release is no reason to lose a call. */
    public static Outcome outcome(RuleApplied ruling) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(ruling.outcome())) {
                return outcome;
            }
        }
        return Outcome.KEEP;
    }
}
