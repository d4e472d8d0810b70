package org.holdfast.connector.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads session descriptions off the wire (RFC 8866), as tolerantly as recording demands: what is missing gets its
 * default, what is unknown is passed over, and both are told in the warnings.
 */
public final class SdpParser {

    private static final int MAX_MEDIA = 256;
    private static final int MAX_WARNINGS = 20;

    private final List<String> sessionAttributes = new ArrayList<>();
    private final List<MediaSection> sections = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private SdpOrigin origin = SdpOrigin.UNKNOWN;
    private String connectionAddress = "";
    private boolean recognised;

    private SdpParser() {}

    /** Throws only when the body is no session description at all; a description without media is for the caller. */
    public static SdpDescription parse(byte[] body) throws SdpRejected {
        SdpParser parser = new SdpParser();
        for (SdpLine line : SdpLine.of(body)) {
            parser.take(line);
        }
        return parser.description();
    }

    private void take(SdpLine line) throws SdpRejected {
        switch (line.type()) {
            case 'v' -> recognised = true;
            case 'o' -> takeOrigin(line.value());
            case 'm' -> takeMedia(line.value());
            case 'c' -> takeConnection(address(line.value()));
            case 'a' -> takeAttribute(line.value());
            case 's', 't', 'b', 'i', 'u', 'e', 'p', 'z', 'k', 'r' -> {
                // They say nothing a recorder needs.
            }
            default -> warn("a line that is not SDP was passed over");
        }
    }

    private void takeOrigin(String value) {
        recognised = true;
        String[] fields = value.split(" +", -1);
        if (fields.length < 3) {
            warn("the o= line is incomplete");
            return;
        }
        String address = fields.length > 5 ? fields[5] : "";
        origin = new SdpOrigin(fields[0], fields[1], fields[2], address);
    }

    private void takeMedia(String value) throws SdpRejected {
        if (sections.size() == MAX_MEDIA) {
            throw new SdpRejected("more than " + MAX_MEDIA + " m-lines");
        }
        recognised = true;
        sections.add(new MediaSection(sections.size(), value, this::warn));
    }

    private void takeConnection(String address) {
        if (sections.isEmpty()) {
            connectionAddress = address;
        } else {
            sections.getLast().connection(address);
        }
    }

    private void takeAttribute(String value) {
        (sections.isEmpty() ? sessionAttributes : sections.getLast().attributes()).add(value);
    }

    /** {@code IN IP4 host/ttl}; a lone address is taken too. */
    private static String address(String connection) {
        String last = connection.substring(connection.lastIndexOf(' ') + 1);
        int slash = last.indexOf('/');
        return slash < 0 ? last : last.substring(0, slash);
    }

    private SdpDescription description() throws SdpRejected {
        if (!recognised) {
            throw new SdpRejected("the body has neither v=, o= nor m= lines");
        }
        if (origin.equals(SdpOrigin.UNKNOWN)) {
            warn("there is no usable o= line");
        }
        List<SdpMedia> media = new ArrayList<>(sections.size());
        for (MediaSection section : sections) {
            media.add(section.media(connectionAddress, sessionAttributes));
        }
        return new SdpDescription(origin, connectionAddress, media, sessionAttributes, warnings);
    }

    private void warn(String sentence) {
        if (warnings.size() < MAX_WARNINGS && !warnings.contains(sentence)) {
            warnings.add(sentence);
        }
    }
}
