package org.holdfast.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAction;
import org.holdfast.export.KnownExport.State;
import org.holdfast.operations.WorkerLog;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.search.RecordingPage;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.RecordingSummary;
import org.holdfast.search.Sight;
import org.holdfast.storage.object.FileSlice;

/**
 * Orders exports, shows, gives and deletes them: each user their own. Rights are asked for anew each time. Stateless; each
 * call is one short transaction.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class Exports {
    /** The most recordings in one export. */
    public static final int MOST = 1000;

    private static final int MOST_OPEN = 5;
    private static final int NEWEST = 100;

    private EntityManager entities;
    private RecordingSearch search;
    private ExportShelf shelf;
    private Gate gate;
    private ExportQueue queue;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Exports() {}

    @Inject
    Exports(EntityManager entities, RecordingSearch search, ExportShelf shelf, Gate gate, ExportQueue queue) {
        this.entities = entities;
        this.search = search;
        this.shelf = shelf;
        this.gate = gate;
        this.queue = queue;
    }

    /** Everything that query finds now, of what the user may see. */
    public KnownExport order(SignedIn by, MediaFormat format, String asked, RecordingQuery query) {
        RecordingPage page = search.find(query.limitedTo(MOST).at(null), Sight.of(gate, by));
        if (page.next() != null) {
            throw ChangeRejected.invalid("query", "It finds more than %s recordings: narrow it.", MOST);
        }
        return order(
                by,
                format,
                asked,
                page.items().stream().map(RecordingSummary::id).toList());
    }

    /** These recordings. Whether the user may have each is asked when it is packed. */
    public KnownExport order(SignedIn by, MediaFormat format, String asked, List<UUID> recordings) {
        gate.require(by, Right.EXPORT);
        gate.require(by, Right.DOWNLOAD);
        List<UUID> each = List.copyOf(new LinkedHashSet<>(recordings));
        if (each.isEmpty() || each.size() > MOST) {
            throw ChangeRejected.invalid("recordings", "An export has 1 to %s recordings.", MOST);
        }
        requireFew(by);
        return queue.add(by, format, asked, each);
    }

    private void requireFew(SignedIn by) {
        long open = list(by).stream()
                .filter(e -> e.state() == State.WAITING || e.state() == State.RUNNING)
                .count();
        if (open >= MOST_OPEN) {
            throw ChangeRejected.conflict("", "There are %s exports of yours under way already.", open);
        }
    }

    /** The user's own, newest first. */
    public List<KnownExport> list(SignedIn by) {
        return entities.createQuery(
                        "select e from ExportJob e where e.userId = :user order by e.requestedAt desc", ExportJob.class)
                .setParameter("user", by.userId())
                .setMaxResults(NEWEST)
                .getResultStream()
                .map(ExportJob::known)
                .toList();
    }

    /** One of the user's own; none when it is somebody else's. */
    public Optional<KnownExport> find(SignedIn by, UUID id) {
        return own(by, id).map(ExportJob::known);
    }

    /**
     * The file; none when it is not ready, or not on this node.
     *
     * @throws org.holdfast.access.gate.Refused when the user has lost a right to what is in it
     */
    public Optional<PlayableMedia> file(SignedIn by, UUID id) {
        gate.require(by, Right.EXPORT);
        gate.require(by, Right.DOWNLOAD);
        Path file = shelf.file(id);
        return own(by, id)
                .map(ExportJob::known)
                .filter(known -> known.state() == State.READY && isThere(file, known.bytes()))
                .map(known -> {
                    requireAll(by, id);
                    return new PlayableMedia(
                            "application/zip",
                            known.bytes(),
                            known.sha256(),
                            false,
                            "holdfast-export-" + id + ".zip",
                            (from, length) ->
                                    new FileSlice(Files.newByteChannel(file).position(from), length));
                });
    }

    private static boolean isThere(Path file, long bytes) {
        try {
            return Files.size(file) == bytes;
        } catch (IOException gone) {
            return false;
        }
    }

    private void requireAll(SignedIn by, UUID id) {
        if (gate.reach(by, Right.EXPORT).everything()
                && gate.reach(by, Right.DOWNLOAD).everything()) {
            return;
        }
        for (UUID recording : ids("select recording_id from export_item where export_id = :id and included", id)) {
            gate.requireRecording(by, Right.EXPORT, recording);
            gate.requireRecording(by, Right.DOWNLOAD, recording);
        }
    }

    /** The user got the file, or a part of it. */
    public void fetched(SignedIn by, UUID id) {
        queue.did(by, AuditAction.DOWNLOAD, id);
    }

    /**
     * Stops or deletes one of the user's own.
     *
     * @return false when there is none
     */
    public boolean delete(SignedIn by, UUID id) throws IOException {
        Optional<ExportJob> job = own(by, id);
        if (job.isPresent()) {
            job.get().gone("Deleted by " + by.login() + ".");
            shelf.remove(id);
            queue.did(by, AuditAction.DELETE, id);
        }
        return job.isPresent();
    }

    /** Which exports there are of that recording, on whatever node: for who must know where it is. */
    public List<UUID> holding(UUID recordingId) {
        return ids("""
                select j.id from export_job j join export_item i on i.export_id = j.id
                 where i.recording_id = :id and j.state in ('WAITING', 'RUNNING', 'READY') order by j.id""", recordingId);
    }

    /**
     * A recording is erased: every export that holds it, or will, goes with it.
     *
     * @return which went
     */
    public List<UUID> forget(UUID recordingId) throws IOException {
        List<UUID> holding = holding(recordingId);
        for (UUID id : holding) {
            ExportJob job = entities.find(ExportJob.class, id);
            if (job != null) {
                job.gone("Recording " + recordingId + " was erased.");
                shelf.remove(id);
                WorkerLog.LOG.exportForgotten(id.toString(), recordingId.toString());
            }
        }
        return holding;
    }

    private Optional<ExportJob> own(SignedIn by, UUID id) {
        return Optional.ofNullable(entities.find(ExportJob.class, id)).filter(job -> job.isOf(by.userId()));
    }

    private List<UUID> ids(String query, UUID id) {
        List<?> rows = entities.createNativeQuery(query, UUID.class)
                .setParameter("id", id)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }
}
