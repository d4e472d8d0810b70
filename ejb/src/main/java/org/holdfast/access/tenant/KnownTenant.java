package org.holdfast.access.tenant;

import java.util.List;
import java.util.UUID;

/**
 * A tenant as others may see it. Immutable. Its text is what the audit trail keeps.
 *
 * @param addresses whose calls are the tenant's, see {@link AddressRule}
 */
public record KnownTenant(UUID id, long version, String name, List<String> addresses) {
    public KnownTenant {
        addresses = List.copyOf(addresses);
    }
}
