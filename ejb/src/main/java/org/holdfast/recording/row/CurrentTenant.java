package org.holdfast.recording.row;

import java.util.UUID;

/** Whose rows the running code may see: the default tenant's, unless said otherwise by {@link #as}. Each thread its own. */
public final class CurrentTenant {
    private static final ScopedValue<UUID> TENANT = ScopedValue.newInstance();

    private CurrentTenant() {}

    /** Runs the work for that tenant; persistence contexts opened within see and write its rows alone. */
    public static <T, X extends Throwable> T as(UUID tenant, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(TENANT, tenant).call(work);
    }

    /** The tenant the running code works for. */
    public static UUID get() {
        return TENANT.isBound() ? TENANT.get() : Tenant.DEFAULT;
    }
}
