package org.holdfast.connector.sdp;

import java.util.Locale;
import java.util.Set;

/** What this product knows of encoding names (RFC 4855 registry, compared without case). */
final class Codecs {

    private static final Set<String> DECODABLE = Set.of(
            "PCMU",
            "PCMA",
            "G722",
            "G729",
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

    private Codecs() {}

    static boolean decodable(String encoding) {
        return DECODABLE.contains(encoding.toUpperCase(Locale.ROOT));
    }

    static boolean auxiliary(String encoding) {
        return AUXILIARY.contains(encoding.toUpperCase(Locale.ROOT));
    }
}
