package org.holdfast.access.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.People;
import org.holdfast.access.SignedIn;
import org.holdfast.access.UserChange;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Clash;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.RowId;
import org.jspecify.annotations.Nullable;

/** The boundary for tenants: for who manages users of all of them, and nobody else. Stateless. */
@ApplicationScoped
public class Tenants {
    private static final int MOST_ADDRESSES = 200;

    private TenantRows rows;
    private TenantChanges changes;
    private TenantOf rules;
    private People people;
    private Gate gate;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Tenants() {}

    @Inject
    public Tenants(TenantRows rows, TenantChanges changes, TenantOf rules, People people, Gate gate) {
        this.rows = rows;
        this.changes = changes;
        this.rules = rules;
        this.people = people;
        this.gate = gate;
    }

    public List<KnownTenant> list(SignedIn by) {
        gate.requireOfAll(by, Right.MANAGE_USERS);
        return rows.all();
    }

    public Optional<KnownTenant> find(SignedIn by, UUID id) {
        return list(by).stream().filter(tenant -> tenant.id().equals(id)).findFirst();
    }

    /**
     * Makes a tenant with roles of its own, and the first who may manage its users.
     *
     * @param administrator login and password of that user
     */
    public KnownTenant create(SignedIn by, String name, List<String> addresses, UserChange administrator) {
        gate.requireOfAll(by, Right.MANAGE_USERS);
        people.checkNew(administrator);
        UUID id = RowId.next();
        List<String> rulesOfIt = checked(addresses);
        Clash.told(() -> changes.create(by, id, checked(name), rulesOfIt));
        rules.forget();
        CurrentTenant.as(
                id, () -> people.create(by, administrator.withRoles(List.of(TenantChanges.administratorOf(id)))));
        return find(by, id).orElseThrow(ChangeRejected::unknown);
    }

    /** Null leaves name or addresses as they are. */
    public KnownTenant change(
            SignedIn by, UUID id, @Nullable Long ifVersion, @Nullable String name, @Nullable List<String> addresses) {
        KnownTenant before = find(by, id).orElseThrow(ChangeRejected::unknown);
        if (ifVersion != null && ifVersion != before.version()) {
            throw ChangeRejected.stale();
        }
        KnownTenant wanted = new KnownTenant(
                id,
                before.version(),
                name == null ? before.name() : checked(name),
                addresses == null ? before.addresses() : checked(addresses));
        Clash.told(() -> changes.change(by, before, wanted));
        rules.forget();
        return find(by, id).orElseThrow(ChangeRejected::unknown);
    }

    private static String checked(String name) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > 100 || plain.codePoints().anyMatch(Character::isISOControl)) {
            throw ChangeRejected.invalid("name", "A name has 1 to 100 characters, all of them printable.");
        }
        return plain;
    }

    private static List<String> checked(List<String> addresses) {
        if (addresses.size() > MOST_ADDRESSES) {
            throw ChangeRejected.invalid("addresses", "A tenant has at most %s addresses.", MOST_ADDRESSES);
        }
        return addresses.stream()
                .map(address -> AddressRule.of(address).text())
                .distinct()
                .toList();
    }
}
