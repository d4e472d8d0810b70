package org.holdfast.access;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.gate.Right;
import org.holdfast.audit.Actor;
import org.holdfast.recording.row.Tenant;

/**
 * A user who has proved who they are. Immutable; lives in the portal's session, hence serialisable. What they may do is
 * no part of it: that changes while they are signed in, ask {@link org.holdfast.access.gate.Gate}.
 *
 * @param address where they came from
 * @param tenant whose they are, and all that they see
 * @param only rights beyond which this sign-in does not go, whatever the user's roles say; empty: no such limit
 */
public record SignedIn(UUID userId, String login, String name, String address, Set<Right> only, UUID tenant)
        implements Serializable {
    public SignedIn {
        only = Set.copyOf(only);
    }

    /** Of the default tenant. */
    public SignedIn(UUID userId, String login, String name, String address, Set<Right> only) {
        this(userId, login, name, address, only, Tenant.DEFAULT);
    }

    /** As the audit trail calls them. */
    public Actor actor() {
        return new Actor(userId, login, address);
    }

    /** The same, come in from there. */
    public SignedIn from(String remoteAddress) {
        return new SignedIn(userId, login, name, remoteAddress, only, tenant);
    }

    SignedIn limitedTo(Set<Right> rights) {
        return new SignedIn(userId, login, name, address, rights, tenant);
    }
}
