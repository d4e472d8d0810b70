package org.holdfast.connector.sdp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Gathers one m-line and the lines below it. Confined to one parse. */
final class MediaSection {

    private final int index;
    private final String kind;
    private final int port;
    private final String transport;
    private final Set<String> tokens = new LinkedHashSet<>();
    private final List<String> attributes = new ArrayList<>();
    private final Consumer<String> warnings;
    private String ownAddress = "";

    /** An m-line that cannot be read keeps its place with port 0: answers must have as many lines (RFC 3264 §6). */
    MediaSection(int index, String value, Consumer<String> warnings) {
        this.index = index;
        this.warnings = warnings;
        String[] fields = value.split(" +", -1);
        kind = fields[0].isEmpty() ? "audio" : fields[0].toLowerCase(Locale.ROOT);
        port = fields.length > 2 ? port(fields[1]) : 0;
        transport = fields.length > 2 ? fields[2] : "";
        for (int i = 3; i < fields.length; i++) {
            tokens.add(fields[i]);
        }
        if (tokens.isEmpty()) {
            warnings.accept("m-line " + index + " names no format");
        }
    }

    void connection(String address) {
        if (ownAddress.isEmpty()) {
            ownAddress = address;
        }
    }

    List<String> attributes() {
        return attributes;
    }

    SdpMedia media(String sessionAddress, List<String> sessionAttributes) {
        String address = ownAddress.isEmpty() ? sessionAddress : ownAddress;
        boolean mux = SdpAttributes.has(attributes, "rtcp-mux") || SdpAttributes.has(attributes, "rtcp-mux-only");
        List<SdpFormat> formats =
                tokens.stream().map(token -> SdpFormat.of(token, attributes)).toList();
        return new SdpMedia(
                index,
                kind,
                port,
                transport,
                formats,
                address,
                direction(address, sessionAttributes),
                SdpAttributes.first(attributes, "label").orElse(""),
                mux,
                mux ? port : rtcpPort(),
                attributes);
    }

    /** {@code port/number} asks for several ports; the first is the one media comes on in practice. */
    private int port(String field) {
        int slash = field.indexOf('/');
        int number = SdpLine.number(slash < 0 ? field : field.substring(0, slash), 65_535);
        if (number < 0) {
            warnings.accept("m-line " + index + " has no valid port and is taken as refused");
        }
        return Math.max(number, 0);
    }

    private int rtcpPort() {
        int besides = port == 0 || port == 65_535 ? 0 : port + 1;
        return SdpAttributes.first(attributes, "rtcp")
                .map(value -> SdpLine.number(value.split(" ", 2)[0], 65_535))
                .filter(stated -> stated > 0)
                .orElse(besides);
    }

    private Direction direction(String address, List<String> sessionAttributes) {
        Direction stated = stated(attributes, stated(sessionAttributes, Direction.SENDRECV));
        // RFC 2543 hold. A sender that says sendonly never listens, so there the address is idle, not a hold.
        return nowhere(address) && stated != Direction.SENDONLY ? Direction.INACTIVE : stated;
    }

    private static Direction stated(List<String> attributes, Direction otherwise) {
        Direction last = otherwise;
        for (Direction direction : Direction.values()) {
            if (SdpAttributes.has(attributes, direction.attribute())) {
                last = direction;
            }
        }
        return last;
    }

    private static boolean nowhere(String address) {
        String name = address.toLowerCase(Locale.ROOT);
        return name.equals("0.0.0.0") || name.equals("::") || name.endsWith(".invalid");
    }
}
