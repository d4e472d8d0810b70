package org.holdfast.connector.siprec.xml;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Builds the element tree of well-formed text with the JDK's StAX reader, within limits. Confined to one call. */
final class XmlTree {

    private static final int MAX_DEPTH = 20;
    private static final int MAX_ELEMENTS = 10_000;
    private static final int MAX_ATTRIBUTES = 64;
    private static final int MAX_TEXT = 4_096;

    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable XmlElement root;
    private int elements;

    private XmlTree() {}

    /** Well-formed or not, it is larger than anything an SRC has to say; not to be repaired. */
    static final class TooMuch extends XMLStreamException {
        private static final long serialVersionUID = 1L;
    }

    /** An element whose end has not come yet. */
    private record Open(String name, Map<String, String> attributes, StringBuilder text, List<XmlElement> children) {

        XmlElement closed() {
            return new XmlElement(name, attributes, text.toString().strip(), children);
        }
    }

    /** Throws when the text is not well-formed, refers to an entity of its own, or is beyond the limits. */
    static XmlElement read(String text) throws XMLStreamException {
        XmlTree tree = new XmlTree();
        try {
            tree.readAll(factory().createXMLStreamReader(new StringReader(text)));
        } catch (RuntimeException bug) { // the JDK's reader lets a few of its own slip through on odd input
            throw new XMLStreamException("unreadable", bug);
        }
        if (tree.root == null) {
            throw new XMLStreamException("no element");
        }
        return tree.root;
    }

    /** The JDK's own implementation, whatever the server has on its class path; one each, for it is not thread-safe. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false); // prefixes without declaration are common
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is ever read");
        });
        return factory;
    }

    private void readAll(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader);
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("document types and entities are never read");
                default -> {
                    // Comments and processing instructions mean nothing here.
                }
            }
        }
        reader.close();
    }

    private void start(XMLStreamReader reader) throws XMLStreamException {
        elements++;
        if (open.size() == MAX_DEPTH || elements > MAX_ELEMENTS || reader.getAttributeCount() > MAX_ATTRIBUTES) {
            throw new TooMuch();
        }
        Map<String, String> attributes = HashMap.newHashMap(reader.getAttributeCount());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            if (!name.equals("xmlns") && !name.startsWith("xmlns:")) {
                attributes.putIfAbsent(XmlElement.key(name), bounded(reader.getAttributeValue(i)));
            }
        }
        String name = reader.getLocalName();
        open.push(new Open(name.substring(name.indexOf(':') + 1), attributes, new StringBuilder(), new ArrayList<>()));
    }

    private void end() {
        XmlElement closed = open.pop().closed();
        Open parent = open.peek();
        if (parent == null) {
            root = closed;
        } else {
            parent.children().add(closed);
        }
    }

    private void text(String text) {
        Open element = open.peek();
        if (element != null) {
            int room = MAX_TEXT - element.text().length();
            element.text().append(text, 0, Math.min(room, text.length()));
        }
    }

    private static String bounded(String value) {
        return value.length() <= MAX_TEXT ? value : value.substring(0, MAX_TEXT);
    }
}
