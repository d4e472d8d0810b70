package org.holdfast.connector.sdp;

import java.util.List;

/**
 * A session description as received. Immutable.
 *
 * @param connectionAddress the session's c= address, empty when it has none
 * @param attributes session-level a= lines, as sent and without {@code a=}
 * @param warnings what was odd and got over, a sentence each
 */
public record SdpDescription(
        SdpOrigin origin,
        String connectionAddress,
        List<SdpMedia> media,
        List<String> attributes,
        List<String> warnings) {

    public SdpDescription {
        media = List.copyOf(media);
        attributes = List.copyOf(attributes);
        warnings = List.copyOf(warnings);
    }

    /**
     * Whether there is anything worth a 200: a storable m-line, and a known codec in at least one of them. Then every
     * storable m-line is accepted, unknown codecs too; otherwise the answer is 488 (ADR 0008).
     */
    public boolean acceptable() {
        return media.stream().anyMatch(line -> line.storable() && line.decodable());
    }

    /** It has live m-lines and none of them can be received: not a hold, and not an end either. */
    public boolean nothingToReceive() {
        boolean live = media.stream().anyMatch(line -> !line.removed());
        return live && media.stream().noneMatch(SdpMedia::storable);
    }

    /** Every live m-line is on hold. */
    public boolean onHold() {
        List<SdpMedia> live = media.stream().filter(line -> !line.removed()).toList();
        return !live.isEmpty() && live.stream().allMatch(SdpMedia::onHold);
    }
}
