package org.holdfast.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some entries, the newest first. Immutable. */
public record AuditPage(List<AuditRecord> items, @Nullable String next) {
    public AuditPage {
        items = List.copyOf(items);
    }
}
