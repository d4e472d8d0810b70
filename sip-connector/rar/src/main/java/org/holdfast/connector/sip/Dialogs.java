package org.holdfast.connector.sip;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.connector.sip.dialog.Dialog;

/** The dialogs that stand, by Call-ID and the SRC's tag. Thread-safe. */
final class Dialogs {
    private final Map<Key, RecordingDialog> standing = new ConcurrentHashMap<>();

    private record Key(String callId, String remoteTag) {}

    /** The dialog of a request; our tag may be missing, as some SRCs forget it, but must not be another one. */
    Optional<RecordingDialog> of(IncomingRequest request) {
        return Optional.ofNullable(standing.get(new Key(request.callId(), request.fromTag())))
                .filter(dialog -> request.toTag().isEmpty()
                        || dialog.value().local().tag().equals(request.toTag()));
    }

    void add(RecordingDialog dialog) {
        standing.put(key(dialog.value()), dialog);
    }

    void remove(RecordingDialog dialog) {
        standing.remove(key(dialog.value()), dialog);
    }

    private static Key key(Dialog dialog) {
        return new Key(dialog.callId(), dialog.remote().tag());
    }
}
