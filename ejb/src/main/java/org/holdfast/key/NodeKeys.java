package org.holdfast.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The key file of this node, opened when it is first needed and can be. While it cannot be, what needs a key waits, and
 * nothing is done without. Thread-safe.
 */
@ApplicationScoped
public class NodeKeys {
    private Settings settings;
    private volatile @Nullable KeyFile file;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected NodeKeys() {}

    @Inject
    public NodeKeys(Settings settings) {
        this.settings = settings;
    }

    /** What the journals of this node are encrypted by. */
    public JournalKeys journals() throws KeyUnavailable {
        boolean encrypts = settings.on(Setting.ENCRYPTION_JOURNAL);
        return isConfigured() ? JournalKeys.of(file(), encrypts) : JournalKeys.configured("", encrypts);
    }

    /** Whether the media of recordings is to be encrypted. */
    boolean encryptsMedia() {
        return settings.on(Setting.ENCRYPTION_MEDIA);
    }

    /** Whether new journals are encrypted. */
    boolean encryptsJournals() {
        return settings.on(Setting.ENCRYPTION_JOURNAL);
    }

    /** Whether a key file is named. */
    boolean isConfigured() {
        return !settings.text(Setting.ENCRYPTION_KEY_FILE).isEmpty();
    }

    /**
     * The key file.
     *
     * @throws KeyUnavailable when none is named, or it cannot be used now
     */
    KeyFile file() throws KeyUnavailable {
        KeyFile opened = file;
        if (opened == null) {
            if (!isConfigured()) {
                throw new KeyUnavailable("no key file is named: set " + Setting.ENCRYPTION_KEY_FILE.property());
            }
            opened = KeyFile.open(Path.of(settings.text(Setting.ENCRYPTION_KEY_FILE)));
            file = opened;
        }
        return opened;
    }
}
