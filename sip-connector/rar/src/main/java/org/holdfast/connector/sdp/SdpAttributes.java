package org.holdfast.connector.sdp;

import java.util.List;
import java.util.Optional;

/** Looks attributes up by name: {@code name} or {@code name:value}, without case. */
final class SdpAttributes {

    private SdpAttributes() {}

    static List<String> values(List<String> attributes, String name) {
        return attributes.stream()
                .filter(attribute -> named(attribute, name))
                .map(attribute -> attribute.length() == name.length()
                        ? ""
                        : attribute.substring(name.length() + 1).strip())
                .toList();
    }

    static Optional<String> first(List<String> attributes, String name) {
        return values(attributes, name).stream().findFirst();
    }

    static boolean has(List<String> attributes, String name) {
        return attributes.stream().anyMatch(attribute -> named(attribute, name));
    }

    private static boolean named(String attribute, String name) {
        return attribute.regionMatches(true, 0, name, 0, name.length())
                && (attribute.length() == name.length() || attribute.charAt(name.length()) == ':');
    }
}
