package org.holdfast.connector.siprec.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * What could be read of an XML body. Reading never throws.
 *
 * @param root null when nothing could be read
 * @param warnings what was odd, a sentence each
 */
public record XmlDocument(@Nullable XmlElement root, List<String> warnings) {

    private static final int MAX_BYTES = 262_144;

    public XmlDocument {
        warnings = List.copyOf(warnings);
    }

    /**
     * @param vocabulary tells by {@linkplain XmlElement#key(String) key} which element names belong to the document type; a
     *     tag of any other name that is never closed is taken for text
     */
    public static XmlDocument parse(byte[] body, Predicate<String> vocabulary) {
        if (body.length > MAX_BYTES) {
            return unread("The XML body is larger than " + MAX_BYTES + " bytes");
        }
        List<String> warnings = new ArrayList<>();
        String text = XmlText.of(body, warnings);
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.contains("<!DOCTYPE") || upper.contains("<!ENTITY")) {
            return unread("The XML body declares a document type, which is never read");
        }
        try {
            return new XmlDocument(XmlTree.read(text), warnings);
        } catch (XmlTree.TooMuch beyondLimits) {
            return unread("The XML body is nested too deep or has too many elements or attributes");
        } catch (XMLStreamException notWellFormed) {
            return repaired(text, vocabulary, warnings);
        }
    }

    private static XmlDocument repaired(String text, Predicate<String> vocabulary, List<String> warnings) {
        try {
            XmlElement root = XmlTree.read(XmlRepair.repaired(text, vocabulary));
            warnings.add("The XML body was not well-formed and had to be repaired");
            return new XmlDocument(root, warnings);
        } catch (XMLStreamException hopeless) {
            return unread("The XML body is not well-formed and could not be repaired");
        }
    }

    private static XmlDocument unread(String warning) {
        return new XmlDocument(null, List.of(warning));
    }
}
