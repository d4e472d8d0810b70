package org.holdfast.access.people;

/** What groups and roles may be called. */
final class Names {
    private static final int MOST = 100;

    private Names() {}

    static void check(String name) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > MOST || plain.codePoints().anyMatch(Character::isISOControl)) {
            throw ChangeRejected.invalid("name", "A name has 1 to %s characters, all of them printable.", MOST);
        }
    }
}
