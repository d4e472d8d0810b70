package org.holdfast.src.siprec;

/** How one family of SRCs writes rs-metadata: always the complete snapshot. The RFC's own form can do partial updates too. */
@FunctionalInterface
public interface MetadataForm {
    /** The whole document; {@code text} says how names become XML. */
    String complete(Conversation conversation, XmlText text);

    /** How text becomes XML: as it should be, or raw as OpenSIPS sends it, which need not be well-formed. */
    @FunctionalInterface
    interface XmlText {
        XmlText ESCAPED = text -> text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;")
                .replace("\n", "&#10;");
        XmlText RAW = text -> text;

        String of(String text);
    }
}
