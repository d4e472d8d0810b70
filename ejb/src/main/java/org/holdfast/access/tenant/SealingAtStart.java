package org.holdfast.access.tenant;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CurrentTenant;

/**
 * Seals, once a start and for each tenant, secrets of one kind that an earlier release kept in clear. What does not succeed is
 * tried again when it is called again. Thread-safe.
 */
public final class SealingAtStart {
    private final String kind;
    private final AtomicBoolean done = new AtomicBoolean();

    /** @param kind what the log calls these secrets' owners, e.g. {@code webhooks} */
    public SealingAtStart(String kind) {
        this.kind = kind;
    }

    /** Seals the secrets of the current tenant; a repeat changes nothing. */
    @FunctionalInterface
    public interface Sealing {
        void seal() throws IOException;
    }

    /** Does it, unless that is done or somebody is at it. */
    public void attempt(TenantRows tenants, Sealing sealing) {
        if (!done.compareAndSet(false, true)) {
            return;
        }
        boolean sealed = false;
        try {
            for (KnownTenant tenant : tenants.all()) {
                CurrentTenant.as(tenant.id(), () -> {
                    sealing.seal();
                    return true;
                });
            }
            sealed = true;
        } catch (IOException unwritable) {
            WorkerLog.LOG.secretsNotSealed(kind, unwritable.toString());
        } catch (RuntimeException away) {
            WorkerLog.LOG.debugf(away, "Secrets of %s are sealed later", kind);
        } finally {
            done.set(sealed);
        }
    }
}
