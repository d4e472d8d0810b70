package org.holdfast.it.portal;

import java.util.Set;

/** The default roles, and what of the portal each may do. */
enum Role {
    AGENT("101", "listen", "tag", "note", "pause"),
    SUPERVISOR("102", "listen", "tag", "note", "pause", "listen-live"),
    COMPLIANCE_OFFICER("103", "listen", "tag", "note", "hold", "export", "read-audit"),
    TELEPHONY_ENGINEER("104", "configure"),
    ADMINISTRATOR(
            "105",
            "listen",
            "tag",
            "note",
            "pause",
            "listen-live",
            "hold",
            "export",
            "configure",
            "manage-users",
            "read-audit"),
    AUDITOR("106", "read-audit");

    private final String id;
    private final Set<String> rights;

    Role(String id, String... rights) {
        this.id = "00000000-0000-7000-8000-000000000" + id;
        this.rights = Set.of(rights);
    }

    /** Its row, the same on every node. */
    String id() {
        return id;
    }

    boolean may(String right) {
        return rights.contains(right);
    }
}
