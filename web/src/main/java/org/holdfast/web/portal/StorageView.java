package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.holdfast.storage.CatalogueRebuild;
import org.holdfast.storage.StorageCheck;
import org.holdfast.storage.StorageOverview;
import org.holdfast.storage.StorageTarget;
import org.holdfast.storage.object.TargetState;
import org.jspecify.annotations.Nullable;

/** Where media lies, how the bucket fares, what waits. Of one request. */
@Named
@RequestScoped
public class StorageView {
    private static final int NEWEST = 50;

    @Inject
    private StorageTarget target;

    @Inject
    private StorageOverview overview;

    @Inject
    private StorageCheck check;

    @Inject
    private CatalogueRebuild rebuild;

    @Inject
    private BrowserZone browser;

    private List<StorageCheck.Step> steps = List.of();
    private StorageOverview.@Nullable Backlog backlog;
    private @Nullable List<Row> rows;
    private @Nullable List<Total> totals;

    @SuppressWarnings("NullAway.Init") // injected
    public StorageView() {}

    /** Where one recording is. */
    public record Row(String id, Moment started, String where, String badge, String because) {}

    /** How much lies in one place. */
    public record Total(String place, long recordings, String size) {}

    public boolean isConfigured() {
        return target.isConfigured();
    }

    public TargetState getState() {
        return target.state();
    }

    public String getSince() {
        TargetState state = target.state();
        Instant last = state.isWell() ? state.lastSuccess() : state.lastFailure();
        return last == null
                ? Texts.of("storage.not.asked")
                : browser.moment(last).relative();
    }

    public StorageOverview.Backlog getBacklog() {
        StorageOverview.Backlog known = backlog;
        if (known == null) {
            known = overview.backlog();
            backlog = known;
        }
        return known;
    }

    public String getOldest() {
        return Durations.clock(getBacklog().oldest());
    }

    public String getWaitingSize() {
        return size(getBacklog().bytes());
    }

    public List<Total> getTotals() {
        List<Total> known = totals;
        if (known == null) {
            known = overview.places().stream()
                    .map(place -> new Total(
                            Texts.known("storage.place." + place.name(), place.name()),
                            place.recordings(),
                            size(place.bytes())))
                    .toList();
            totals = known;
        }
        return known;
    }

    public List<Row> getRows() {
        List<Row> known = rows;
        if (known == null) {
            known = overview.newest(NEWEST).stream().map(this::row).toList();
            rows = known;
        }
        return known;
    }

    private Row row(StorageOverview.Line line) {
        String badge = line.upload().equals("GIVEN_UP")
                ? "given-up"
                : line.verifiedAt() != null ? "verified" : line.uploaded() ? "uploaded" : "local";
        String where = Texts.of("storage.badge." + badge);
        boolean gone = line.verifiedAt() != null && !line.local();
        return new Row(
                line.id().toString(),
                browser.moment(line.startedAt()),
                gone ? where + ", " + Texts.of("storage.not.here") : where,
                badge,
                line.because());
    }

    /** A real round trip with a small object. */
    public void test() {
        try {
            steps = check.test();
        } catch (IOException unwritable) {
            steps = List.of(new StorageCheck.Step("write", false, unwritable.toString()));
        }
    }

    public List<StorageCheck.Step> getSteps() {
        return steps;
    }

    public void rebuild() {
        if (target.isConfigured()) {
            rebuild.start();
        }
    }

    public CatalogueRebuild.Progress getRebuilding() {
        return rebuild.progress();
    }

    private static String size(long bytes) {
        if (bytes < 1 << 20) {
            return String.format(Locale.ENGLISH, "%.1f KB", bytes / 1e3);
        }
        return bytes < 1 << 30
                ? String.format(Locale.ENGLISH, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ENGLISH, "%.2f GB", bytes / 1e9);
    }
}
