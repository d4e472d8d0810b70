package org.holdfast.web.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;

/** Which right each page of the portal needs. A page that is not named here is refused to everybody. */
public final class Pages {
    /** Whoever is signed in may see these. */
    private static final List<String> OF_ANYONE =
            List.of("/account.xhtml", "/refused.xhtml", "/not-found.xhtml", "/expired.xhtml", "/failed.xhtml");

    private static final Map<String, Right> NEEDED = Map.ofEntries(
            Map.entry("/recordings.xhtml", Right.LIST),
            Map.entry("/recording.xhtml", Right.LIST),
            Map.entry("/live.xhtml", Right.LIST),
            Map.entry("/status.xhtml", Right.CONFIGURE),
            Map.entry("/work.xhtml", Right.CONFIGURE),
            Map.entry("/storage.xhtml", Right.CONFIGURE),
            Map.entry("/retention.xhtml", Right.CONFIGURE),
            Map.entry("/holds.xhtml", Right.HOLD),
            Map.entry("/erasures.xhtml", Right.DELETE),
            Map.entry("/users.xhtml", Right.MANAGE_USERS),
            Map.entry("/user.xhtml", Right.MANAGE_USERS),
            Map.entry("/groups.xhtml", Right.MANAGE_USERS),
            Map.entry("/roles.xhtml", Right.MANAGE_USERS),
            Map.entry("/audit.xhtml", Right.READ_AUDIT));

    /** Where one begins, the first that one may see. */
    private static final List<String> STARTS =
            List.of("/recordings.xhtml", "/status.xhtml", "/users.xhtml", "/audit.xhtml");

    private Pages() {}

    /** Whether whoever is signed in may see it. */
    public static boolean isForAnyone(String page) {
        return OF_ANYONE.contains(page);
    }

    /** The right the page needs; none when nobody may see it. */
    public static Optional<Right> needed(String page) {
        return Optional.ofNullable(NEEDED.get(page));
    }

    static String start(Gate gate, SignedIn user) {
        return STARTS.stream()
                .filter(page ->
                        needed(page).filter(right -> gate.may(user, right)).isPresent())
                .findFirst()
                .orElse("/account.xhtml");
    }
}
