package org.holdfast.node;

import java.math.BigInteger;
import java.util.Locale;

/** How the schema found fits this release. Immutable. */
record SchemaState(Fit fit, String found) {
    /** The last migration this release knows; a test compares it with the ddl module. */
    static final String NEEDED = "054";

    /** In one word. */
    enum Fit {
        /** Not asked yet, or no answer. */
        UNKNOWN,
        OK,
        /** Migrations of this release are missing: run them. */
        OLD,
        /** A later release migrated it; this one still works, migrations are made so. */
        NEW
    }

    static final SchemaState UNKNOWN = new SchemaState(Fit.UNKNOWN, "");

    static SchemaState of(String version) {
        if (!version.matches("\\d+")) {
            return new SchemaState(Fit.OLD, "none");
        }
        int order = new BigInteger(version).compareTo(new BigInteger(NEEDED));
        return new SchemaState(order == 0 ? Fit.OK : order < 0 ? Fit.OLD : Fit.NEW, version);
    }

    /** As health and log say it. */
    String word() {
        return fit.name().toLowerCase(Locale.ROOT);
    }

    boolean usable() {
        return fit == Fit.OK || fit == Fit.NEW;
    }
}
