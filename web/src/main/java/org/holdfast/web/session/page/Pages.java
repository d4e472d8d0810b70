package org.holdfast.web.session.page;

import static org.holdfast.web.session.page.Page.forAnyone;
import static org.holdfast.web.session.page.Page.in;
import static org.holdfast.web.session.page.Page.under;
import static org.holdfast.web.session.page.PageGroup.COMPLIANCE;
import static org.holdfast.web.session.page.PageGroup.LISTEN;
import static org.holdfast.web.session.page.PageGroup.PEOPLE;
import static org.holdfast.web.session.page.PageGroup.SYSTEM;

import java.util.List;
import java.util.Optional;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;

/**
 * All pages of the portal, one line each, in the order of the menu. A page that is not named here is refused to
 * everybody.
 */
public final class Pages {
    private static final List<Page> ALL = List.of(
            // Listen
            in(LISTEN, "dashboard", Right.LIST),
            in(LISTEN, "recordings", Right.LIST),
            under("recordings", "recording", Right.LIST),
            under("recordings", "shared", Right.LIST),
            in(LISTEN, "live", Right.LIST),

            // Compliance
            in(COMPLIANCE, "holds", Right.HOLD),
            in(COMPLIANCE, "retention", Right.CONFIGURE),
            in(COMPLIANCE, "erasures", Right.DELETE),
            in(COMPLIANCE, "reconciliation", Right.EXPORT),
            in(COMPLIANCE, "exports", Right.EXPORT),
            in(COMPLIANCE, "audit", Right.READ_AUDIT),

            // People
            in(PEOPLE, "users", Right.MANAGE_USERS),
            under("users", "user", Right.MANAGE_USERS),
            in(PEOPLE, "groups", Right.MANAGE_USERS),
            in(PEOPLE, "roles", Right.MANAGE_USERS),

            // System
            in(SYSTEM, "rules", Right.CONFIGURE),
            in(SYSTEM, "storage", Right.CONFIGURE),
            under("storage", "storage-target", Right.CONFIGURE),
            in(SYSTEM, "webhooks", Right.CONFIGURE),
            in(SYSTEM, "status", Right.CONFIGURE),
            in(SYSTEM, "work", Right.CONFIGURE),
            in(SYSTEM, "encryption", Right.CONFIGURE),

            // Whoever is signed in
            forAnyone("account"),
            forAnyone("refused"),
            forAnyone("not-found"),
            forAnyone("expired"),
            forAnyone("failed"));

    /** Where one begins, the first that one may see. */
    private static final List<String> STARTS = List.of("recordings", "status", "users", "audit");

    private Pages() {}

    /** Only a page of this portal: whoever makes a link must not send people elsewhere. */
    public static boolean isLocal(String path) {
        return path.matches("/[A-Za-z0-9-]+\\.xhtml(\\?[\\x21-\\x7e]*)?") && !path.startsWith("/sign-in");
    }

    /** All of them, in the order of the menu. */
    public static List<Page> all() {
        return ALL;
    }

    /** The page at that path of the portal. */
    public static Optional<Page> at(String path) {
        return ALL.stream().filter(page -> page.path().equals(path)).findFirst();
    }

    /** Whether whoever is signed in may see it. */
    public static boolean isForAnyone(String path) {
        return at(path).filter(page -> page.needed().isEmpty()).isPresent();
    }

    /** The right the page needs; none when nobody may see it. */
    public static Optional<Right> needed(String path) {
        return at(path).flatMap(Page::needed);
    }

    /** Where this user begins. */
    public static String start(Gate gate, SignedIn user) {
        return STARTS.stream()
                .flatMap(name -> at("/" + name + ".xhtml").stream())
                .filter(page ->
                        page.needed().filter(right -> gate.may(user, right)).isPresent())
                .findFirst()
                .map(Page::path)
                .orElse("/account.xhtml");
    }
}
