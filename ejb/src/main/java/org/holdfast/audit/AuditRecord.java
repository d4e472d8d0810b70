package org.holdfast.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the trail as it is stored. Immutable.
 *
 * @param seq place in the chain of its node, from 1 without a gap
 * @param hash of all the rest, hence of everything before it too
 */
public record AuditRecord(
        String node, long seq, UUID tenantId, Instant at, AuditEvent event, String previousHash, String hash) {
    /** What stands before the first entry. */
    static final String NO_HASH = "0".repeat(64);

    /** The entry that follows on that one. */
    static AuditRecord after(Head head, UUID tenantId, Instant at, AuditEvent event) {
        AuditRecord bare = new AuditRecord(head.node(), head.seq() + 1, tenantId, at, event, head.hash(), "");
        return new AuditRecord(bare.node, bare.seq, tenantId, at, event, head.hash(), bare.computedHash());
    }

    /** The newest entry of a node's chain, in short. */
    record Head(String node, long seq, String hash) {}

    Head head() {
        return new Head(node, seq, hash);
    }

    /** What the hash must be: SHA-256 over every field, each preceded by its length, so that no two entries read alike. */
    String computedHash() {
        MessageDigest digest = sha256();
        add(digest, "holdfast-audit-1");
        add(digest, node);
        add(digest, Long.toString(seq));
        add(digest, tenantId.toString());
        add(digest, at.toString());
        Actor actor = event.actor();
        add(digest, actor.id() == null ? null : actor.id().toString());
        add(digest, actor.login());
        add(digest, actor.address());
        add(digest, event.action().name());
        add(digest, event.object());
        add(digest, event.objectId());
        add(digest, event.detail());
        add(digest, event.before());
        add(digest, event.after());
        add(digest, previousHash);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, @Nullable String field) {
        byte[] text = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(field == null ? -1 : text.length)
                .array());
        digest.update(text);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
