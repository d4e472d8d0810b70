package org.holdfast.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.holdfast.access.gate.Refused;
import org.holdfast.export.ExportQueue.Order;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CatalogueUnavailable;

/** Packs what is ordered on this node, one order after the other, outside any transaction. Stateless. */
@ApplicationScoped
public class ExportRun {
    private ExportQueue queue;
    private ExportShelf shelf;
    private Packing packing;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ExportRun() {}

    @Inject
    ExportRun(ExportQueue queue, ExportShelf shelf, Packing packing) {
        this.queue = queue;
        this.shelf = shelf;
        this.packing = packing;
    }

    /** Packs the next order, if there is one; returns whether there was. */
    public boolean next() {
        var claim = queue.claim();
        claim.ifPresent(found -> ExportQueue.within(found, () -> {
            pack(found.id());
            return "";
        }));
        return claim.isPresent();
    }

    /** Takes files off the shelf that have lain long enough. */
    public void expire() throws IOException {
        for (UUID export : queue.expired()) {
            shelf.remove(export);
            WorkerLog.LOG.exportExpired(export.toString());
        }
    }

    private void pack(UUID id) {
        Order order = queue.order(id);
        try {
            Path part = shelf.directory().resolve(shelf.part(id).getFileName());
            if (packed(order, part)) {
                return;
            }
            shelf.remove(id); // nobody wants it any more
        } catch (CatalogueUnavailable away) {
            WorkerLog.LOG.exportWaits(id.toString(), away.reason()); // the lease ends, then it is begun anew
        } catch (Refused refused) {
            fail(id, order, "Whoever asked may not export any more: " + refused.getMessage());
        } catch (IOException failed) {
            fail(id, order, "It cannot be written: " + failed.getMessage());
        }
    }

    private boolean packed(Order order, Path part) throws IOException {
        ExportArchive.Finished finished;
        try (ExportArchive archive = new ExportArchive(part)) {
            ExportReport report = new ExportReport(order);
            for (int i = 0; i < order.recordings().size(); i++) {
                var outcome = packing.add(order, i, archive, report, shelf.room());
                if (!queue.progressed(order, i, outcome)) {
                    return false;
                }
            }
            report.into(archive);
            finished = archive.finish();
        }
        Files.move(part, shelf.file(order.id()), StandardCopyOption.ATOMIC_MOVE);
        boolean wanted = queue.ready(order.id(), finished);
        if (wanted) {
            WorkerLog.LOG.exportReady(
                    order.id().toString(),
                    order.by().login(),
                    order.recordings().size(),
                    finished.bytes());
        }
        return wanted;
    }

    private void fail(UUID id, Order order, String because) {
        queue.failed(id, because);
        WorkerLog.LOG.exportFailed(id.toString(), order.by().login(), because);
        try {
            shelf.remove(id);
        } catch (IOException stays) {
            WorkerLog.LOG.exportFailed(id.toString(), order.by().login(), "its file stays: " + stays);
        }
    }
}
