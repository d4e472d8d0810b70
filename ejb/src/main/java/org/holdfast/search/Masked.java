package org.holdfast.search;

import java.util.List;
import java.util.Map;
import org.holdfast.access.gate.Mask;

/** Recordings for those who may not see addresses and numbers. Stateless. */
final class Masked {
    private Masked() {}

    static RecordingSummary summary(RecordingSummary seen) {
        return new RecordingSummary(
                seen.id(),
                seen.conversationId(),
                seen.state(),
                seen.verdict(),
                texts(seen.verdictReasons()),
                seen.node(),
                seen.startedAt(),
                seen.endedAt(),
                seen.durationMs(),
                seen.direction(),
                seen.participants().stream()
                        .map(p -> new RecordingSummary.Party(
                                Mask.address(p.aor()), Mask.text(p.name()), p.role(), p.channel()))
                        .toList(),
                seen.streams().stream()
                        .map(s -> RecordingSummary.Stream.sentBy(
                                s.participants().stream().map(Mask::address).toList(), s.label(), s.kind(), s.codec()))
                        .toList(),
                seen.copies(),
                seen.legalHold(),
                seen.tags(),
                texts(seen.warnings()));
    }

    /** Without anything the SRC sent raw. */
    static RecordingDetail detail(RecordingDetail seen) {
        return new RecordingDetail(
                summary(seen.summary()),
                seen.endCause(),
                seen.journal(),
                Mask.text(seen.conversationKey()),
                seen.gaps(),
                seen.events().stream()
                        .map(e -> new RecordingDetail.Event(e.at(), e.kind(), Mask.text(e.detail())))
                        .toList(),
                List.of(),
                Map.of(),
                seen.work());
    }

    private static List<String> texts(List<String> texts) {
        return texts.stream().map(Mask::text).toList();
    }
}
