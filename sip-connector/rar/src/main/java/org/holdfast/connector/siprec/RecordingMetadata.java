package org.holdfast.connector.siprec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rs-metadata document (RFC 7865), in whatever dialect it came. Ids are opaque text and may be empty. A null time
 * was absent or not to be believed. Extensions map element names to their text.
 *
 * @param complete false for a partial update
 */
public record RecordingMetadata(
        boolean complete,
        List<Group> groups,
        List<Session> sessions,
        List<Person> participants,
        List<Stream> streams,
        List<SessionLink> sessionLinks,
        List<StreamLink> streamLinks,
        Map<String, String> extensions) {

    /** CS Group. */
    public record Group(String id, Map<String, String> extensions) {}

    /**
     * Communication Session.
     *
     * @param stopped it has a stop-time, readable or not
     */
    public record Session(
            String id,
            String groupId,
            List<String> sipSessionIds,
            @Nullable Instant startedAt,
            @Nullable Instant stoppedAt,
            boolean stopped,
            Map<String, String> extensions) {}

    /** Participant as the document names it. */
    public record Person(String id, String sessionId, String aor, String name, Map<String, String> extensions) {}

    /** Media stream. */
    public record Stream(String id, String sessionId, String label, Map<String, String> extensions) {}

    /**
     * participantsessionassoc: who takes part in which session from when to when.
     *
     * @param ended it has a disassociate-time, readable or not
     */
    public record SessionLink(
            String participantId,
            String sessionId,
            @Nullable Instant joinedAt,
            @Nullable Instant leftAt,
            boolean ended) {}

    /**
     * participantstreamassoc: which streams a participant sends and receives; empty text is a reference too.
     *
     * @param ended it has a disassociate-time, readable or not
     */
    public record StreamLink(
            String participantId,
            List<String> sends,
            List<String> receives,
            @Nullable Instant joinedAt,
            @Nullable Instant leftAt,
            boolean ended) {}
}
