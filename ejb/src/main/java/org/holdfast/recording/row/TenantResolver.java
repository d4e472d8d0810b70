package org.holdfast.recording.row;

import java.util.UUID;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Tells Hibernate the {@link CurrentTenant}; named in {@code persistence.xml}. Stateless. */
public final class TenantResolver implements CurrentTenantIdentifierResolver<UUID> {
    @Override
    public UUID resolveCurrentTenantIdentifier() {
        return CurrentTenant.get();
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }
}
