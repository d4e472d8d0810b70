package org.holdfast.src.siprec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Communication Session as the SRC tells it (RFC 7865): who takes part, which stream each one sends, since when. Parties who
 * left stay listed. Owned by the call's thread.
 */
public final class Conversation {
    /** One participant, the m-line it sends, and its time in the session. */
    public record Member(
            UUID id,
            Party party,
            int line,
            UUID stream,
            Instant from,
            @Nullable Instant until) {
        /** Whether this participant is still there. */
        public boolean present() {
            return until == null;
        }

        Member renamed(String name) {
            return new Member(id, new Party(name, party.aor()), line, stream, from, until);
        }

        Member gone(Instant at) {
            return new Member(id, party, line, stream, from, at);
        }
    }

    private final UUID recording = UUID.randomUUID();
    private final UUID group;
    private final List<Member> members = new ArrayList<>();
    private final boolean mixed;
    private UUID session = UUID.randomUUID();
    private Instant startedAt;

    /** A conversation of {@code parties}: one m-line each, or all on the first when {@code mixed}. */
    public Conversation(List<Party> parties, boolean mixed, UUID group, Instant now) {
        this.mixed = mixed;
        this.group = group;
        this.startedAt = now;
        UUID shared = UUID.randomUUID();
        for (int i = 0; i < parties.size(); i++) {
            UUID stream = mixed ? shared : UUID.randomUUID();
            members.add(new Member(UUID.randomUUID(), parties.get(i), mixed ? 0 : i, stream, now, null));
        }
    }

    /** The present participant of an m-line leaves, another takes its place with a stream of its own. */
    public void transfer(int line, Party joining, Instant now) {
        Member leaving = present(line);
        UUID stream = mixed ? leaving.stream() : UUID.randomUUID();
        leave(leaving, now);
        members.add(new Member(UUID.randomUUID(), joining, line, stream, now, null));
    }

    /** The present participant of an m-line gets another display name. */
    public void rename(int line, String name) {
        members.replaceAll(member -> member.equals(present(line)) ? member.renamed(name) : member);
    }

    /** All identifiers but the recording's change: the way Webex tells of a transfer. */
    public void restart(Instant now) {
        session = UUID.randomUUID();
        startedAt = now;
        List<Member> staying = present();
        members.clear();
        UUID shared = UUID.randomUUID();
        for (Member member : staying) {
            UUID stream = mixed ? shared : UUID.randomUUID();
            members.add(new Member(UUID.randomUUID(), member.party(), member.line(), stream, now, null));
        }
    }

    private void leave(Member leaving, Instant now) {
        Collections.replaceAll(members, leaving, leaving.gone(now));
    }

    private Member present(int line) {
        return members.stream()
                .filter(member -> member.line() == line && member.present())
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IllegalStateException("nobody is on m-line " + line));
    }

    public List<Member> members() {
        return List.copyOf(members);
    }

    /** Those who are there now. */
    public List<Member> present() {
        return members.stream().filter(Member::present).toList();
    }

    public UUID recording() {
        return recording;
    }

    public UUID group() {
        return group;
    }

    public UUID session() {
        return session;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** The base64 form of an identifier that RFC 7865 §6.1.1 asks for. */
    public static String base64(UUID id) {
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return new String(Base64.getEncoder().encode(bytes.array()), StandardCharsets.US_ASCII);
    }
}
