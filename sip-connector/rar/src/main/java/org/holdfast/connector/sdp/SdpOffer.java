package org.holdfast.connector.sdp;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** Writes the recorder's offer to an INVITE that came without one (RFC 3261 §13.2.1, P15). */
public final class SdpOffer {

    private static final String AUDIO_FORMATS = "0 8 9 18 3 96 97 98 99 101";

    private static final List<String> AUDIO_ATTRIBUTES = List.of(
            "rtpmap:0 PCMU/8000",
            "rtpmap:8 PCMA/8000",
            "rtpmap:9 G722/8000",
            "rtpmap:18 G729/8000",
            "rtpmap:3 GSM/8000",
            "rtpmap:96 opus/48000/2",
            "rtpmap:97 iLBC/8000",
            "rtpmap:98 AMR-WB/16000",
            "rtpmap:99 AMR/8000",
            "rtpmap:101 telephone-event/8000",
            "fmtp:101 0-16");

    private SdpOffer() {}

    /** A recvonly audio m-line for each port of {@code local}, in order, labelled 1, 2, … (RFC 7866 §7.1). */
    public static byte[] initial(SdpLocal local) {
        StringBuilder offer = new StringBuilder(512);
        SdpAnswer.writeSession(offer, local);
        int label = 0;
        for (int port : new TreeMap<>(local.ports()).values()) {
            label++;
            offer.append("m=audio %d RTP/AVP %s\r\n".formatted(port, AUDIO_FORMATS));
            AUDIO_ATTRIBUTES.forEach(attribute -> SdpAnswer.attribute(offer, attribute));
            SdpAnswer.attribute(offer, "label:" + label);
            SdpAnswer.attribute(offer, (local.paused() ? Direction.INACTIVE : Direction.RECVONLY).attribute());
        }
        return offer.toString().getBytes(StandardCharsets.UTF_8);
    }
}
