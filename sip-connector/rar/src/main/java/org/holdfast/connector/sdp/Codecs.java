package org.holdfast.connector.sdp;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this product knows of encoding names (RFC 4855 registry, compared without case). */
final class Codecs {

    private static final Set<String> DECODABLE = Set.of(
            "PCMU",
            "PCMA",
            "G722",
            "G729",
            "G729A",
            "G729AB",
            "G726-16",
            "G726-24",
            "G726-32",
            "G726-40",
            "AAL2-G726-16",
            "AAL2-G726-24",
            "AAL2-G726-32",
            "AAL2-G726-40",
            "G721",
            "GSM",
            "ILBC",
            "AMR",
            "AMR-WB",
            "OPUS",
            "L16",
            "H264",
            "VP8");

    private static final Set<String> AUXILIARY =
            Set.of("TELEPHONE-EVENT", "TONE", "CN", "RED", "ULPFEC", "FLEXFEC-03", "RTX", "PARITYFEC");

    /** Payload types that need no rtpmap (RFC 3551 §6, tables 4 and 5). */
    private static final Map<Integer, String> STATIC_RTPMAPS = Map.ofEntries(
            Map.entry(0, "PCMU/8000"),
            Map.entry(3, "GSM/8000"),
            Map.entry(4, "G723/8000"),
            Map.entry(5, "DVI4/8000"),
            Map.entry(6, "DVI4/16000"),
            Map.entry(7, "LPC/8000"),
            Map.entry(8, "PCMA/8000"),
            Map.entry(9, "G722/8000"),
            Map.entry(10, "L16/44100/2"),
            Map.entry(11, "L16/44100"),
            Map.entry(12, "QCELP/8000"),
            Map.entry(13, "CN/8000"),
            Map.entry(14, "MPA/90000"),
            Map.entry(15, "G728/8000"),
            Map.entry(16, "DVI4/11025"),
            Map.entry(17, "DVI4/22050"),
            Map.entry(18, "G729/8000"),
            // Reserved since RFC 3551, G.721 before; every SRC that still offers it means G.726 at 32 kbit/s.
            Map.entry(2, "G726-32/8000"),
            Map.entry(25, "CelB/90000"),
            Map.entry(26, "JPEG/90000"),
            Map.entry(28, "nv/90000"),
            Map.entry(31, "H261/90000"),
            Map.entry(32, "MPV/90000"),
            Map.entry(33, "MP2T/90000"),
            Map.entry(34, "H263/90000"));

    private Codecs() {}

    static boolean decodable(String encoding) {
        return DECODABLE.contains(encoding.toUpperCase(Locale.ROOT));
    }

    static boolean auxiliary(String encoding) {
        return AUXILIARY.contains(encoding.toUpperCase(Locale.ROOT));
    }

    /** Value an rtpmap of that payload type would have, null for the dynamic and the unassigned ones. */
    static @Nullable String staticRtpmap(int payloadType) {
        return STATIC_RTPMAPS.get(payloadType);
    }
}
