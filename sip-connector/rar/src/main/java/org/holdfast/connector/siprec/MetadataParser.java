package org.holdfast.connector.siprec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.holdfast.connector.siprec.xml.XmlDocument;
import org.holdfast.connector.siprec.xml.XmlElement;

/**
 * Reads rs-metadata (RFC 7865) in every dialect of the field: names are compared without namespace, prefix and case. Never
 * throws: audio matters more than names.
 */
public final class MetadataParser {

    /** Element names of RFC 7865 and its drafts, as {@link XmlElement#key(String)} has them. */
    static final Set<String> VOCABULARY = Set.of(
            "recording",
            "recordingmetadata",
            "datamode",
            "group",
            "session",
            "participant",
            "stream",
            "sessionrecordingassoc",
            "participantsessionassoc",
            "participantstreamassoc",
            "nameid",
            "name",
            "aor",
            "label",
            "send",
            "recv",
            "id",
            "groupref",
            "sipsessionid",
            "starttime",
            "stoptime",
            "endtime",
            "associatetime",
            "disassociatetime",
            "reason",
            "extensiondata");

    private static final int MAX_OBJECTS = 2_000;

    private MetadataParser() {}

    /** Whatever the bytes are, the answer says what could be made of them. */
    public static ParsedMetadata parse(byte[] body) {
        XmlDocument document = XmlDocument.parse(body, VOCABULARY::contains);
        XmlElement root = document.root();
        if (root == null) {
            return new ParsedMetadata(null, document.warnings());
        }
        List<String> warnings = new ArrayList<>(document.warnings());
        if (!root.key().equals("recording") && !root.key().equals("recordingmetadata")) {
            if (root.children().stream().noneMatch(child -> VOCABULARY.contains(child.key()))) {
                warnings.add("The XML body is not recording metadata");
                return new ParsedMetadata(null, warnings);
            }
            warnings.add("The root element of the metadata is neither recording nor recording_metadata");
        }
        if (root.children().size() > MAX_OBJECTS) {
            warnings.add("The metadata has more than " + MAX_OBJECTS + " objects");
            return new ParsedMetadata(null, warnings);
        }
        return new ParsedMetadata(MetadataReader.read(root), warnings);
    }
}
