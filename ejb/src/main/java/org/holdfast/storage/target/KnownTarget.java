package org.holdfast.storage.target;

import java.util.List;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.jspecify.annotations.Nullable;

/**
 * A storage target as others may see it, without its secret. Immutable. Its text is what the audit trail keeps.
 *
 * @param id null for the bucket of the settings
 * @param position the lowest that fits a recording takes it
 */
public record KnownTarget(
        @Nullable UUID id,
        long version,
        String name,
        boolean enabled,
        int position,
        TargetAddress address,
        TargetTerms terms,
        Use use) {

    /**
     * Which recordings go there, and how they come back. All conditions must hold; an empty one always does.
     *
     * @param groups recordings of members of one of these groups, or of those below
     * @param tags recordings with one of these tags, by a rule or by hand, when they are uploaded
     * @param mirror place of another target that gets the same, or empty
     * @param presignSeconds how long an address lives that a browser may use by itself; 0: media passes through this node
     * @param monthlyPricePerGb of storing there, in a currency of the reader's; 0: not known
     */
    public record Use(
            List<UUID> groups, List<String> tags, String mirror, int presignSeconds, double monthlyPricePerGb) {
        /** Everything, through this node. */
        public static final Use EVERYTHING = new Use(List.of(), List.of(), "", 0, 0);

        public Use {
            groups = List.copyOf(groups);
            tags = List.copyOf(tags);
        }
    }

    /** What media copies call it. */
    public String place() {
        return id == null ? MediaCopy.S3 : id.toString();
    }
}
