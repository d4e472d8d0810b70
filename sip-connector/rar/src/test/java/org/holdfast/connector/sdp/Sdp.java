package org.holdfast.connector.sdp;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Short words for tests about SDP. */
final class Sdp {

    private Sdp() {}

    static SdpDescription parse(String sdp) throws SdpRejected {
        return SdpParser.parse(sdp.getBytes(StandardCharsets.UTF_8));
    }

    static String answer(String offer, Map<Integer, Integer> ports) throws SdpRejected {
        SdpLocal local = new SdpLocal("77", 1, "127.0.30.1", ports, false);
        return new String(SdpAnswer.write(parse(offer), local), StandardCharsets.UTF_8);
    }
}
