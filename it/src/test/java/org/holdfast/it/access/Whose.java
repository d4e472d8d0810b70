package org.holdfast.it.access;

/** Whose a call is, seen from everybody in the matrix. */
enum Whose {
    OWN,
    GROUP,
    OTHER,
    FOREIGN_TENANT;

    /** Whether a right within that scope reaches it; {@code none}: the role has it not. Written out, not worked out. */
    boolean within(String scope) {
        return switch (this) {
            case OWN -> !scope.equals("none");
            case GROUP ->
                scope.equals("group") || scope.equals("group-tree") || scope.equals("tenant") || scope.equals("all");
            case OTHER -> scope.equals("tenant") || scope.equals("all");
            case FOREIGN_TENANT -> false;
        };
    }
}
