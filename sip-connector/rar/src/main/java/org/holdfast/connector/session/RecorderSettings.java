package org.holdfast.connector.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.holdfast.connector.session.volume.VolumeLimits;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.settings.InvalidSetting;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * What the recorder was told at its start, read once and valid as a whole.
 *
 * @param bindAddress SIP, media and health listen here
 * @param advertisedAddress what SIP and SDP tell an SRC to send to
 * @param maxMessage largest SIP message in bytes
 * @param acceptWithoutSiprec takes an INVITE that has neither {@code Require: siprec} nor {@code +sip.src}
 * @param retryAfter middle of the random {@code Retry-After} of a 503
 * @param journalKeys what journals are encrypted by, if they are
 * @param volume what happens when room on the journal volume gets scarce
 * @param takeUpLimit after a longer absence sessions are not taken up again, only ended
 */
public record RecorderSettings(
        String node,
        String bindAddress,
        String advertisedAddress,
        int sipPort,
        int maxMessage,
        boolean acceptWithoutSiprec,
        Duration retryAfter,
        int maxSessions,
        Duration takeUpLimit,
        int healthPort,
        Media media,
        Path journalDirectory,
        JournalKeys journalKeys,
        Duration forceInterval,
        VolumeLimits volume) {

    /** Ports and receivers of the media; silence longer than the limit ends a Recording Session. */
    public record Media(
            int portLow, int portHigh, Duration silenceLimit, String receiver, Duration tick, int threads) {}

    /**
     * Picks the recorder's part of the product's settings.
     *
     * @throws InvalidSetting when settings contradict each other
     */
    public static RecorderSettings of(Settings settings) {
        String[] ports = settings.text(Setting.MEDIA_PORTS).split("-", 2);
        return new RecorderSettings(
                settings.text(Setting.NODE_NAME),
                settings.text(Setting.BIND_ADDRESS),
                advertised(settings.text(Setting.BIND_ADDRESS), settings.text(Setting.ADVERTISED_ADDRESS)),
                settings.number(Setting.SIP_PORT),
                settings.number(Setting.SIP_MAX_MESSAGE),
                settings.on(Setting.SIP_ACCEPT_WITHOUT_SIPREC),
                settings.duration(Setting.SIP_RETRY_AFTER),
                settings.number(Setting.RECORDER_MAX_SESSIONS),
                settings.duration(Setting.RECORDER_TAKE_UP_LIMIT),
                settings.number(Setting.RECORDER_HEALTH_PORT),
                new Media(
                        Integer.parseInt(ports[0]),
                        Integer.parseInt(ports[1]),
                        settings.duration(Setting.MEDIA_SILENCE_LIMIT),
                        settings.text(Setting.CAPTURE_RECEIVER),
                        settings.duration(Setting.CAPTURE_TICK),
                        settings.number(Setting.CAPTURE_THREADS)),
                Path.of(settings.text(Setting.JOURNAL_DIRECTORY)).toAbsolutePath(),
                keys(settings),
                settings.duration(Setting.JOURNAL_FORCE_INTERVAL),
                volume(settings));
    }

    /** Nothing is ever written in clear because a key could not be read: then there is no start. */
    private static JournalKeys keys(Settings settings) {
        try {
            return JournalKeys.configured(
                    settings.text(Setting.ENCRYPTION_KEY_FILE), settings.on(Setting.ENCRYPTION_JOURNAL));
        } catch (KeyUnavailable e) {
            throw new InvalidSetting("settings %s, %s: %s"
                    .formatted(
                            Setting.ENCRYPTION_KEY_FILE.property(),
                            Setting.ENCRYPTION_JOURNAL.property(),
                            e.getMessage()));
        }
    }

    private static VolumeLimits volume(Settings settings) {
        int purge = settings.number(Setting.JOURNAL_PURGE_BELOW);
        int refuse = settings.number(Setting.JOURNAL_REFUSE_BELOW);
        int end = settings.number(Setting.JOURNAL_END_BELOW);
        if (end > refuse || refuse > purge) {
            throw new InvalidSetting(
                    "settings %s (%d), %s (%d) and %s (%d): each must be at most the next, sessions are ended last of all"
                            .formatted(
                                    Setting.JOURNAL_END_BELOW.property(),
                                    end,
                                    Setting.JOURNAL_REFUSE_BELOW.property(),
                                    refuse,
                                    Setting.JOURNAL_PURGE_BELOW.property(),
                                    purge));
        }
        return new VolumeLimits(
                purge,
                refuse,
                end,
                settings.number(Setting.JOURNAL_MIN_FREE) * 1_048_576L,
                settings.duration(Setting.JOURNAL_KEEP));
    }

    /** An SRC cannot send to "any address": who listens on all must say which one to use. */
    private static String advertised(String bind, String wanted) {
        boolean any = Set.of("0.0.0.0", "::", "[::]", "::0", "[::0]").contains(bind);
        if (any && wanted.isEmpty()) {
            throw new InvalidSetting(("setting %s is '%s', which no SRC can send to: set %s (%s) to an address of this"
                            + " machine that SRCs reach")
                    .formatted(
                            Setting.BIND_ADDRESS.property(),
                            bind,
                            Setting.ADVERTISED_ADDRESS.property(),
                            Setting.ADVERTISED_ADDRESS.variable()));
        }
        return wanted.isEmpty() ? bind : wanted;
    }
}
