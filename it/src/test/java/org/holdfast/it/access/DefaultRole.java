package org.holdfast.it.access;

import java.util.Map;

/** What the roles allow that every installation begins with; said here once more, so that a change of them is noticed. */
enum DefaultRole {
    AGENT("agent", "101", "list listen see-numbers tag note pause", "own"),
    SUPERVISOR("supervisor", "102", "list listen listen-live see-numbers tag note pause", "group-tree"),
    COMPLIANCE_OFFICER(
            "compliance officer",
            "103",
            "list listen download see-numbers tag note delete hold export read-audit",
            "tenant"),
    TELEPHONY_ENGINEER("telephony engineer", "104", "list see-numbers configure", "tenant"),
    ADMINISTRATOR(
            "administrator",
            "105",
            "list listen download listen-live see-numbers tag note pause delete hold export configure manage-users"
                    + " read-audit",
            "all"),
    AUDITOR("auditor", "106", "list read-audit", "tenant"),
    NOBODY("", "", "", "none");

    private final String label;
    private final String id;
    private final Map<String, Boolean> rights;
    private final String scope;

    DefaultRole(String label, String id, String rights, String scope) {
        this.label = label;
        this.id = id.isEmpty() ? "" : "00000000-0000-7000-8000-000000000" + id;
        this.rights = java.util.Arrays.stream(rights.split(" "))
                .collect(java.util.stream.Collectors.toMap(right -> right, right -> true));
        this.scope = scope;
    }

    String id() {
        return id;
    }

    /** How far the right goes; {@code none} when it is not there. */
    String scope(String right) {
        return rights.containsKey(right) ? scope : "none";
    }

    boolean has(String right) {
        return rights.containsKey(right);
    }

    @Override
    public String toString() {
        return label.isEmpty() ? "somebody without a role" : label;
    }
}
