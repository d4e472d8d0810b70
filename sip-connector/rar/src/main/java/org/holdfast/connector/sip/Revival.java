package org.holdfast.connector.sip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.holdfast.connector.session.RecordingSession;
import org.holdfast.connector.session.RecordingSessions;
import org.holdfast.connector.session.recovery.KeptSession;
import org.holdfast.connector.session.recovery.Recovery;
import org.holdfast.connector.sip.dialog.KeptDialog;
import org.holdfast.media.journal.JournalDirectory;

/** Goes on with dialogs and sessions of an earlier process, each on the lane it will live on. Thread-safe. */
final class Revival implements Recovery.TakesUp {
    private final RecordingSessions sessions;
    private final DialogParts parts;

    Revival(RecordingSessions sessions, DialogParts parts) {
        this.sessions = sessions;
        this.parts = parts;
    }

    @Override
    public void takeUp(KeptSession kept, JournalDirectory directory, Path file) throws IOException {
        KeptDialog dialog =
                KeptDialog.of(kept.dialog().orElseThrow(() -> new IOException("its dialog is not in the journal")));
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        parts.lanes().run(dialog.dialog().callId(), () -> {
            try {
                goOn(kept, dialog, directory, file);
                done.complete(true);
            } catch (Throwable e) { // the lane must live, and whoever waits must learn
                done.completeExceptionally(e);
            }
        });
        try {
            done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cannot) {
                throw cannot;
            }
            throw e;
        }
    }

    private void goOn(KeptSession kept, KeptDialog dialog, JournalDirectory directory, Path file) throws IOException {
        RecordingDialog revived = RecordingDialog.revived(dialog, parts);
        RecordingSession session =
                sessions.takeUp(kept, directory, file, dialog.dialog().callId(), revived);
        revived.serves(session);
        revived.goesOn(dialog.unacknowledged());
    }
}
