package org.holdfast.web.portal.storage;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.CatalogueRebuild;
import org.holdfast.storage.StorageCheck;
import org.holdfast.storage.StorageOverview;
import org.holdfast.storage.object.TargetState;
import org.holdfast.storage.scrub.ScrubFinding;
import org.holdfast.storage.scrub.ScrubRows;
import org.holdfast.storage.target.KnownTarget;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/** Where media lies, how the targets fare, what waits. Of one request. */
@Named
@RequestScoped
public class StorageView {
    private static final int NEWEST = 50;

    @Inject
    private StorageTargets targets;

    @Inject
    private StorageOverview overview;

    @Inject
    private StorageCheck check;

    @Inject
    private CatalogueRebuild rebuild;

    @Inject
    private ScrubRows scrubbed;

    @Inject
    private Settings settings;

    @Inject
    private BrowserZone browser;

    private List<Tried> steps = List.of();
    private String tested = "";
    private StorageOverview.@Nullable Backlog backlog;
    private @Nullable List<Row> rows;
    private @Nullable List<Total> totals;

    @SuppressWarnings("NullAway.Init") // injected
    public StorageView() {}

    /** A target. */
    public record TargetLine(
            String place,
            String name,
            String address,
            String takes,
            String badge,
            String state,
            String since,
            String explained,
            boolean editable) {}

    /** Where one recording is. */
    public record Row(String id, Moment started, String where, String badge, String because) {}

    /** How much lies in one place; the price is empty when it is not known. */
    public record Total(String place, String kept, long recordings, String size, String price) {}

    /** A file that was not what it was. */
    public record Finding(
            String recording, String place, String file, String badge, String state, String because, Moment at) {}

    /** A step of a test; it is explained when it failed. */
    public record Tried(String name, boolean ok, String explained) {}

    public List<TargetLine> getTargets() {
        return targets.ofTenant().stream().map(this::line).toList();
    }

    private TargetLine line(StorageTarget target) {
        KnownTarget known = target.known();
        TargetState state = target.state();
        String word = !known.enabled() ? "disabled" : state.isWell() ? "well" : "fails";
        Instant last = state.isWell() ? state.lastSuccess() : state.lastFailure();
        return new TargetLine(
                known.place(),
                known.id() == null ? Texts.of("storage.of.settings") : known.name(),
                state.address(),
                takes(known),
                word.equals("well") ? "complete" : word.equals("fails") ? "interrupted" : "silent",
                Texts.of("storage." + word),
                last == null
                        ? Texts.of("storage.not.asked")
                        : browser.moment(last).relative(),
                Texts.of(state.failure()),
                known.id() != null);
    }

    private static String takes(KnownTarget known) {
        KnownTarget.Use use = known.use();
        if (known.id() == null) {
            return Texts.of("storage.takes.rest");
        }
        String tags = use.tags().isEmpty() ? "" : Texts.of("storage.takes.tags", String.join(", ", use.tags()));
        String groups = use.groups().isEmpty()
                ? ""
                : Texts.of("storage.takes.groups", use.groups().size());
        String all = (tags + " " + groups).strip();
        return all.isEmpty() ? Texts.of("storage.takes.all") : all;
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
        return Durations.bytes(getBacklog().bytes());
    }

    public List<Total> getTotals() {
        List<Total> known = totals;
        if (known == null) {
            known = overview.places().stream().map(this::total).toList();
            totals = known;
        }
        return known;
    }

    private Total total(StorageOverview.Place place) {
        Optional<KnownTarget> target = targets.at(place.name()).map(StorageTarget::known);
        double price = target.map(known -> known.use().monthlyPricePerGb()).orElse(0.0);
        String kept = target.map(known -> known.terms().storageClass()).orElse("");
        return new Total(
                target.filter(known -> known.id() != null)
                        .map(KnownTarget::name)
                        .orElseGet(() -> Texts.known("storage.place." + place.name(), place.name())),
                kept,
                place.recordings(),
                Durations.bytes(place.bytes()),
                price == 0 ? "" : String.format(Texts.locale(), "%.2f", price * place.bytes() / 1e9));
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

    /** How far reading again has come on this node, in words. */
    public String getScrubbing() {
        ScrubRows.Summary all = scrubbed.summary(settings.text(Setting.NODE_NAME), Instant.EPOCH);
        return Texts.of(
                "storage.scrub.so-far",
                all.checked(),
                all.rounds(),
                all.roundSince() == null
                        ? Texts.of("storage.not.asked")
                        : browser.moment(all.roundSince()).relative(),
                all.repaired(),
                all.damaged());
    }

    public List<Finding> getFindings() {
        return scrubbed.findings(NEWEST).stream().map(this::finding).toList();
    }

    private Finding finding(ScrubFinding found) {
        return new Finding(
                found.recordingId().toString(),
                targets.at(found.place())
                        .map(target -> target.known().name())
                        .orElseGet(() -> Texts.known("storage.place." + found.place(), found.place())),
                found.location(),
                found.repaired() ? "complete" : "no-media",
                Texts.of(found.repaired() ? "storage.scrub.repaired" : "storage.scrub.damaged"),
                found.because(),
                browser.moment(found.at()));
    }

    /** A real round trip with a small object. */
    public void test() {
        chosen().ifPresent(target -> {
            tested = target.known().id() == null
                    ? Texts.of("storage.of.settings")
                    : target.known().name();
            try {
                steps = check.test(target).stream()
                        .map(step -> new Tried(Texts.of(step.what()), step.ok(), Texts.of(step.failure())))
                        .toList();
            } catch (IOException unwritable) {
                steps = List.of(new Tried(Texts.of(Wording.of("write")), false, unwritable.toString()));
            }
        });
    }

    public List<Tried> getSteps() {
        return steps;
    }

    /** Which one was tested. */
    public String getTested() {
        return tested;
    }

    public void rebuild() {
        chosen().ifPresent(rebuild::start);
    }

    public CatalogueRebuild.Progress getRebuilding() {
        return rebuild.progress();
    }

    private Optional<StorageTarget> chosen() {
        String place = Posted.text("place");
        return targets.ofTenant().stream()
                .filter(target -> target.place().equals(place))
                .findFirst();
    }
}
