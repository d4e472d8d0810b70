package org.holdfast.harness;

import java.util.List;
import java.util.stream.Stream;
import org.holdfast.recording.row.Tenants;
import org.holdfast.retention.Deletion;
import org.holdfast.retention.LegalHolds;
import org.holdfast.retention.LocalFiles;
import org.holdfast.retention.LocalMedia;
import org.holdfast.retention.ObjectLocks;
import org.holdfast.retention.PersonalRows;
import org.holdfast.retention.StoredObjects;

/** The beans of a node that deletes. */
public final class DeletingNode {
    private static final List<Class<?>> BEANS = List.of(
            Deletion.class,
            LegalHolds.class,
            LocalFiles.class,
            LocalMedia.class,
            ObjectLocks.class,
            PersonalRows.class,
            StoredObjects.class,
            Tenants.class);

    private DeletingNode() {}

    /** These, and those. */
    public static Class<?>[] with(Class<?>... more) {
        return Stream.concat(BEANS.stream(), Stream.of(more)).toArray(Class<?>[]::new);
    }
}
