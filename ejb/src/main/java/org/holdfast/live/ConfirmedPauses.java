package org.holdfast.live;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.connector.api.LiveRecording;

/**
 * Pauses and resumes that a recorder elsewhere has confirmed and whose news may still be under way: for these seconds its
 * word counts, not the older news. Thread-safe.
 */
final class ConfirmedPauses {
    private static final long NEWS_TRAVELS = Duration.ofSeconds(2).toNanos();

    private final Map<UUID, Word> words = new ConcurrentHashMap<>();

    private record Word(boolean paused, long saidAt) {
        boolean isOld() {
            return System.nanoTime() - saidAt > NEWS_TRAVELS;
        }
    }

    void add(UUID recordingId, boolean paused) {
        words.values().removeIf(Word::isOld);
        words.put(recordingId, new Word(paused, System.nanoTime()));
    }

    LiveRecording applied(LiveRecording news) {
        Word word = words.get(news.recordingId());
        return word == null || word.isOld() ? news : news.withPaused(word.paused());
    }
}
