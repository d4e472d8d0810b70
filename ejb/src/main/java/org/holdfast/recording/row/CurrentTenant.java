package org.holdfast.recording.row;

import java.util.UUID;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Tells Hibernate whose rows the running code may see: the default tenant's, unless said otherwise by {@link #as}. */
public final class CurrentTenant implements CurrentTenantIdentifierResolver<UUID> {
    private static final ScopedValue<UUID> TENANT = ScopedValue.newInstance();

    /** Runs the work for that tenant; persistence contexts opened within see and write its rows alone. */
    public static <T, X extends Throwable> T as(UUID tenant, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(TENANT, tenant).call(work);
    }

    /** The tenant the running code works for. */
    public static UUID get() {
        return TENANT.isBound() ? TENANT.get() : Tenant.DEFAULT;
    }

    @Override
    public UUID resolveCurrentTenantIdentifier() {
        return get();
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }
}
