package org.holdfast.access.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.recording.row.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * Whose a call is. Reads the rules at most {@link #FRESH} old; while the database does not answer the last known ones hold, and
 * without any every call is the default tenant's. Thread-safe.
 */
@ApplicationScoped
public class TenantOf {
    static final Duration FRESH = Duration.ofSeconds(5);

    private TenantRows rows;
    private Clock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    private record Known(List<KnownTenant> tenants, Instant at) {}

    private record Fit(UUID tenant, int exactness) {}

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected TenantOf() {}

    @Inject
    public TenantOf(TenantRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Of a call between these addresses: whose rule fits one of them most exactly, else the default tenant's. */
    public UUID call(Collection<String> aors) {
        return tenants().stream()
                .flatMap(tenant -> tenant.addresses().stream()
                        .flatMap(rule -> new AddressRule(rule).fit(aors).stream())
                        .map(exactness -> new Fit(tenant.id(), exactness)))
                .reduce((one, other) -> other.exactness() > one.exactness() ? other : one)
                .map(Fit::tenant)
                .orElse(Tenant.DEFAULT);
    }

    /** Of a recording: as it was entered, else as its call is. */
    public UUID recording(UUID recordingId, Collection<String> aors) {
        UUID entered = rows.ofRecording(recordingId);
        return entered == null ? call(aors) : entered;
    }

    /** Whether a recording that is there is another tenant's. */
    public boolean isForeign(UUID recordingId, UUID tenant) {
        @Nullable UUID entered = rows.ofRecording(recordingId);
        return entered != null && !entered.equals(tenant);
    }

    /** The rules were changed here. */
    void forget() {
        known = new Known(known.tenants(), Instant.MIN);
    }

    private List<KnownTenant> tenants() {
        Known last = known;
        Instant now = clock.instant();
        if (last.at().equals(Instant.MIN) || !now.isBefore(last.at().plus(FRESH))) {
            try {
                last = new Known(rows.all(), now);
                known = last;
            } catch (CatalogueUnavailable away) {
                return last.tenants();
            }
        }
        return last.tenants();
    }
}
