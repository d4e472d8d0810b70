package org.holdfast.recording.row;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** Whose data a row is. Small installations have the default tenant only and never notice. */
@Entity
@Table(name = "tenant")
public class Tenant {
    /** The tenant of everything that names no other; the same on every node. */
    public static final UUID DEFAULT = UUID.fromString("00000000-0000-7000-8000-000000000000");

    @Id
    private UUID id;

    private String name;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Tenant() {}

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }
}
