package org.holdfast.connector.siprec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.holdfast.connector.siprec.xml.XmlElement;

/** Vendor elements of any namespace, as name → text: data to find a call by, never interpreted. Confined to one call. */
final class Extensions {

    private static final int MAX_ENTRIES = 64;
    private static final int MAX_VALUE = 1_024;

    private final Map<String, String> found = new LinkedHashMap<>();

    private Extensions() {}

    /** Every leaf with text below {@code object}, but for the children that the schema itself defines. */
    static Map<String, String> of(XmlElement object, Set<String> schemaChildren) {
        Extensions extensions = new Extensions();
        for (XmlElement child : object.children()) {
            if (!schemaChildren.contains(child.key()) || child.key().equals("extensiondata")) {
                extensions.take(child, "");
            }
        }
        return Collections.unmodifiableMap(extensions.found);
    }

    /** A {@code label} or {@code name} attribute says more than the element's name: {@code <header label="To">}. */
    private void take(XmlElement element, String parent) {
        String stated = element.attribute("label", "name");
        String name = stated.isEmpty() ? element.name() : stated;
        if (element.children().isEmpty()) {
            boolean nameless = element.key().equals("value") && !parent.isEmpty();
            put(nameless ? parent : name, parent, element.text());
        } else {
            element.children().forEach(child -> take(child, name));
        }
    }

    private void put(String name, String parent, String text) {
        if (text.isEmpty()) {
            return;
        }
        String free = found.containsKey(name) ? parent + "/" + name : name;
        if (found.size() < MAX_ENTRIES) {
            found.putIfAbsent(free, text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE));
        }
    }
}
