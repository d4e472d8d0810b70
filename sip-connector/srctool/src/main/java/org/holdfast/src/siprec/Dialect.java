package org.holdfast.src.siprec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a family of SRCs speaks SIPREC: what {@code interop} facts say of it, in one row each. */
public enum Dialect {
    /** RFC 7866 to the letter: two sendonly m-lines, labels 96 and 97, partial updates. */
    RFC(new Sip(true, "<%s>;+sip.src", Multipart.RFC), new Media(false, new LabelPlan(96, 1), Direction.SENDONLY)),
    /** Oracle/Acme SBC. */
    ORACLE(
            new Sip(true, "<%s>;+sip.src", Multipart.RFC),
            new Media(false, new LabelPlan(16_777_227, 1), Direction.SENDONLY)),
    /** BroadWorks: one mixed m-line, no mark but {@code ;src}, pause by 0.0.0.0. */
    BROADWORKS(new Sip(false, "<%s>;src", Multipart.METADATA_FIRST), new Media(true, null, Direction.UNSAID)),
    /** Webex Calling: BroadWorks' form; a transfer brings new identifiers throughout. */
    WEBEX(new Sip(false, "<%s>;src", Multipart.METADATA_FIRST), new Media(true, null, Direction.UNSAID)),
    /** Metaswitch CFS: one mixed m-line, the media type without {@code +xml}. */
    METASWITCH(
            new Sip(true, "<%s>;+sip.src", Multipart.OLD_TYPE), new Media(true, new LabelPlan(1, 1), Direction.UNSAID)),
    /** OpenSIPS: the caller's m-line first but labelled 1, CSeq from 2. */
    OPENSIPS(
            new Sip(true, "<%s>;+sip.src", Multipart.OPENSIPS),
            new Media(false, new LabelPlan(1, -1), Direction.SENDONLY)),
    /** Avaya SBCE: a dummy participant first, the real ones in an UPDATE without SDP. */
    AVAYA(new Sip(true, "<%s;+sip.src>", Multipart.RFC), new Media(false, new LabelPlan(10, 1), Direction.SENDONLY)),
    /** Cisco CUBE, network based: no metadata, participants in headers. */
    CISCO_CUBE(new Sip(false, "<%s>", Multipart.NONE), new Media(false, null, Direction.SENDONLY)),
    /** Cisco CUCM built-in bridge: no offer, the answer in ACK, a dialog for each end of the call. */
    CISCO_BIB(new Sip(false, "<%s>;isfocus", Multipart.NONE), new Media(false, null, Direction.SENDONLY));

    /** What shows in SIP: {@code contact} is a format for the URI. */
    record Sip(boolean requiresSiprec, String contact, Multipart multipart) {}

    /** What shows in SDP; without labels where {@code labels} is null. */
    record Media(boolean mixed, @Nullable LabelPlan labels, Direction direction) {}

    /** How the two bodies are put together. */
    enum Multipart {
        RFC("application/rs-metadata+xml", "holdfast-src-boundary"),
        OLD_TYPE("application/rs-metadata", "holdfast-src-boundary"),
        METADATA_FIRST("application/rs-metadata+xml", "UniqueBroadWorksBoundary"),
        OPENSIPS("application/rs-metadata+xml", "OSS-unique-boundary-42"),
        NONE("", "");

        final String metadataType;
        final String boundary;

        Multipart(String metadataType, String boundary) {
            this.metadataType = metadataType;
            this.boundary = boundary;
        }
    }

    private static final LabelPlan NO_LABELS = new LabelPlan(1, 1);

    private final Sip sip;
    private final Media media;

    Dialect(Sip sip, Media media) {
        this.sip = sip;
        this.media = media;
    }

    /** Reads a name as typed: {@code cisco-bib} is {@link #CISCO_BIB}. */
    public static Dialect named(String name) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.spelling().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no dialect " + name + "; allowed: " + names()));
    }

    /** All names, as {@code --help} shows them. */
    public static String names() {
        return Arrays.stream(values()).map(Dialect::spelling).collect(Collectors.joining(", "));
    }

    public String spelling() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether everybody speaks on one m-line. */
    public boolean mixed() {
        return media.mixed();
    }

    public boolean requiresSiprec() {
        return sip.requiresSiprec();
    }

    /** The whole Contact value for our URI. */
    public String contact(String uri) {
        return sip.contact().formatted(uri);
    }

    /** How m-lines stand in an offer that asks to be recorded. */
    public Direction sending() {
        return media.direction();
    }

    /** How m-lines stand in an offer that puts on hold. */
    public Direction onHold() {
        return this == BROADWORKS || this == WEBEX || this == METASWITCH ? Direction.BLACK_HOLE : Direction.INACTIVE;
    }

    /** The label of an m-line; "" for SRCs that send none. */
    public String label(int line) {
        LabelPlan labels = media.labels();
        return labels == null ? "" : labels.label(line);
    }

    /** Whether this SRC sends rs-metadata at all. */
    public boolean speaksMetadata() {
        return sip.multipart() != Multipart.NONE;
    }

    public String metadataType() {
        return sip.multipart().metadataType;
    }

    boolean metadataFirst() {
        return sip.multipart() == Multipart.METADATA_FIRST;
    }

    String boundary() {
        return sip.multipart().boundary;
    }

    /** The number of the first request: OpenSIPS begins at 2. */
    public int firstSequence() {
        return this == OPENSIPS ? 2 : 1;
    }

    /** Whether changes come as partial updates; all others send the complete document again. */
    public boolean partialUpdates() {
        return this == RFC;
    }

    /** The partial updates of the RFC in this dialect's labels. */
    public Rfc7865Form rfcForm() {
        LabelPlan labels = media.labels();
        return Rfc7865Form.strict(labels == null ? NO_LABELS : labels);
    }

    /** The complete document of this dialect. */
    public MetadataForm form() {
        LabelPlan labels = media.labels() == null ? NO_LABELS : media.labels();
        return switch (this) {
            case ORACLE -> FieldForms.oracle(labels);
            case BROADWORKS, WEBEX -> FieldForms.broadWorks();
            case METASWITCH -> FieldForms.metaswitch();
            case OPENSIPS -> Rfc7865Form.openSips(labels);
            case RFC, AVAYA, CISCO_CUBE, CISCO_BIB -> Rfc7865Form.strict(labels);
        };
    }

    /** Avaya SBCE's first document, before anybody real takes part. */
    public static String dummy(Conversation conversation) {
        return FieldForms.avayaDummy(conversation);
    }
}
