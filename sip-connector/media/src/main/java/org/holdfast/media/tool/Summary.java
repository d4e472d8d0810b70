package org.holdfast.media.tool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.jspecify.annotations.Nullable;

/** What a journal holds, added up. */
final class Summary implements JournalVisitor {
    static final class StreamSummary {
        long count;
        long bytes;

        @Nullable
        Instant first;

        @Nullable
        Instant last;
    }

    final List<JournalEntry> entries = new ArrayList<>();
    final Map<String, StreamSummary> streams = new TreeMap<>();
    List<String> damage = List.of();
    String withheld = "";
    boolean sealed;
    boolean encrypted;
    String callId = "";
    long datagrams;

    @Nullable
    Instant first;

    private @Nullable Instant last;

    static Summary of(Path journal, JournalKeys keys) throws IOException {
        Summary summary = new Summary();
        JournalReader.ReadResult result = JournalReader.read(journal, keys, summary);
        summary.damage = result.damage();
        summary.sealed = result.sealed();
        summary.withheld = result.withheld();
        summary.encrypted = result.generation() > 0;
        return summary;
    }

    @Override
    public void entry(JournalEntry entry) {
        entries.add(entry);
        if (entry instanceof JournalEntry.SessionOpened opened) {
            callId = opened.callId();
        }
        seen(entry.at());
    }

    @Override
    public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
        Instant at = Instant.ofEpochSecond(0, arrivalNanos);
        StreamSummary summary =
                streams.computeIfAbsent("stream " + stream + (control ? " RTCP" : " RTP"), _ -> new StreamSummary());
        summary.count++;
        summary.bytes += datagram.remaining();
        summary.first = summary.first == null ? at : summary.first;
        summary.last = at;
        datagrams++;
        seen(at);
    }

    private void seen(Instant at) {
        first = first == null || at.isBefore(first) ? at : first;
        last = last == null || at.isAfter(last) ? at : last;
    }

    double seconds() {
        return first == null || last == null ? 0 : Duration.between(first, last).toNanos() / 1e9;
    }
}
