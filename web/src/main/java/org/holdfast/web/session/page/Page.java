package org.holdfast.web.session.page;

import java.util.Optional;
import org.holdfast.access.gate.Right;
import org.jspecify.annotations.Nullable;

/**
 * One page of the portal: {@code /name.xhtml}, in the menu as the text {@code nav.name}. Immutable.
 *
 * @param group its heading in the menu; none for a page that one comes to from another
 * @param parent the page of the menu that is marked while this one is open
 * @param right what its reader must hold; none when it is for whoever is signed in
 */
public record Page(
        String name,
        @Nullable PageGroup group,
        String parent,
        @Nullable Right right) {

    /** A page of the menu. */
    static Page in(PageGroup group, String name, Right right) {
        return new Page(name, group, name, right);
    }

    /** A page that one comes to from that one of the menu. */
    static Page under(String parent, String name, Right right) {
        return new Page(name, null, parent, right);
    }

    static Page forAnyone(String name) {
        return new Page(name, null, name, null);
    }

    public String path() {
        return "/" + name + ".xhtml";
    }

    /** The right it needs; none when it is for whoever is signed in. */
    public Optional<Right> needed() {
        return Optional.ofNullable(right);
    }
}
