package org.holdfast.connector.siprec.xml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An element with its text and children; prefixes are gone. Immutable.
 *
 * @param name local name as sent
 * @param attributes values by {@linkplain #key(String) key}; namespace declarations are not among them
 * @param text the element's own text, blanks around it cut off
 */
public record XmlElement(String name, Map<String, String> attributes, String text, List<XmlElement> children) {

    public XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** How names are compared: without prefix, case, hyphens and underscores, for no two SRCs spell them alike. */
    public static String key(String name) {
        String local = name.substring(name.indexOf(':') + 1);
        return local.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }

    public String key() {
        return key(name);
    }

    /** Children of that key, in order. */
    public List<XmlElement> children(String key) {
        return children.stream().filter(child -> child.key().equals(key)).toList();
    }

    public Optional<XmlElement> child(String key) {
        return children.stream().filter(child -> child.key().equals(key)).findFirst();
    }

    /** Text of the first such child that has any, else empty. */
    public String childText(String key) {
        return children.stream()
                .filter(child -> child.key().equals(key))
                .map(XmlElement::text)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Value of the first of these attributes that is there and not blank, else empty. */
    public String attribute(String... keys) {
        for (String key : keys) {
            String value = attributes.getOrDefault(key, "").strip();
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
