package org.holdfast.connector.sdp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One m-line with the session's defaults pushed down to it. Immutable.
 *
 * @param index place in the description, from 0
 * @param kind {@code audio}, {@code video}, … in lower case
 * @param port RTP port; 0 means refused or removed
 * @param transport profile as sent, e.g. {@code RTP/AVP}
 * @param connectionAddress where the writer receives; IPv4, IPv6 or a host name; empty when never said
 * @param direction effective direction: a connection address of 0.0.0.0 is a hold unless {@code sendonly} is said
 * @param label value of {@code a=label}, empty when none was sent
 * @param rtcpPort RTCP port: {@code a=rtcp}, the RTP port when multiplexed, else the RTP port + 1
 * @param attributes every a= line of this m-line, as sent and without {@code a=}
 */
public record SdpMedia(
        int index,
        String kind,
        int port,
        String transport,
        List<SdpFormat> formats,
        String connectionAddress,
        Direction direction,
        String label,
        boolean rtcpMux,
        int rtcpPort,
        List<String> attributes) {

    public SdpMedia {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
    }

    /** Port 0: refused in an answer, taken away in an offer. */
    public boolean removed() {
        return port == 0;
    }

    /** The writer does not mean to send: inactive, recvonly or the old 0.0.0.0. What arrives is recorded all the same. */
    public boolean onHold() {
        return !direction.sends();
    }

    /** An RTP profile over UDP, so that there is something to receive. */
    public boolean overRtp() {
        String profile = transport.toUpperCase(Locale.ROOT);
        return profile.startsWith("RTP/") || profile.startsWith("UDP/TLS/RTP/");
    }

    /** SAVP and SAVPF: media is encrypted (RFC 3711). */
    public boolean encrypted() {
        return transport.toUpperCase(Locale.ROOT).contains("RTP/SAVP");
    }

    /** Values of {@code a=crypto} (RFC 4568), in the order of preference. Hold keys: never log them. */
    public List<String> cryptoAttributes() {
        return values("crypto");
    }

    /** Values of all attributes of that name, in order. */
    public List<String> values(String name) {
        return SdpAttributes.values(attributes, name);
    }

    /** At least one format is one this product can decode. */
    public boolean decodable() {
        return formats.stream().anyMatch(SdpFormat::decodable);
    }

    /**
     * Whether the recorder can receive and keep it: live audio or video over plain RTP in any codec, known or not (D5).
     * Encrypted media is not, until keys are understood.
     */
    public boolean storable() {
        return !removed()
                && overRtp()
                && !encrypted()
                && !formats.isEmpty()
                && (kind.equals("audio") || kind.equals("video"));
    }

    /** The format the sender prefers, events and comfort noise apart. */
    public Optional<SdpFormat> preferredFormat() {
        return formats.stream().filter(format -> !format.auxiliary()).findFirst();
    }
}
