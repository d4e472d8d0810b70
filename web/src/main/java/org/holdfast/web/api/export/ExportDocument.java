package org.holdfast.web.api.export;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.export.KnownExport;
import org.jspecify.annotations.Nullable;

/** An export as the interface gives it. Immutable. */
public record ExportDocument(
        UUID id,
        String state,
        String format,
        String asked,
        Instant requestedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant expiresAt,
        int total,
        int done,
        int included,
        long bytes,
        String sha256,
        String because) {

    static ExportDocument of(KnownExport export) {
        return new ExportDocument(
                export.id(),
                export.state().name().toLowerCase(Locale.ROOT),
                export.format().name().toLowerCase(Locale.ROOT),
                export.asked(),
                export.requestedAt(),
                export.finishedAt(),
                export.expiresAt(),
                export.total(),
                export.done(),
                export.included(),
                export.bytes(),
                export.sha256(),
                export.because());
    }
}
