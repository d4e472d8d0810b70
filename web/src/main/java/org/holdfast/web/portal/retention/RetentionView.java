package org.holdfast.web.portal.retention;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Clash;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.retention.policy.DryRun;
import org.holdfast.retention.policy.Finding;
import org.holdfast.retention.policy.KnownPolicy;
import org.holdfast.retention.policy.Policies;
import org.holdfast.retention.policy.PolicyRules;
import org.holdfast.retention.policy.RetentionRunner;
import org.holdfast.retention.policy.RetentionRuns;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.VerdictLabel;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** Policies with their editor and dry run, and the history of runs. Of one request. */
@Named
@RequestScoped
public class RetentionView {
    private static final int LISTED = 50;
    private static final int RUNS = 20;
    private static final int ITEMS = 200;

    @Inject
    private Policies policies;

    @Inject
    private DryRun dryRun;

    @Inject
    private RetentionRuns runs;

    @Inject
    private RetentionRunner runner;

    @Inject
    private PolicyForm form;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private String policy = "";
    private String run = "";
    private DryRun.@Nullable Page answer;

    @SuppressWarnings("NullAway.Init") // injected
    public RetentionView() {}

    /** A policy of the list. */
    public record Line(String id, String name, int position, boolean enabled, String about, String terms) {}

    /** A recording of a dry run. */
    public record Due(String id, Moment started, String badge, String outcome, String policy, String because) {}

    /** A run of the history. */
    public record Past(
            String id,
            Moment started,
            String state,
            String by,
            String node,
            RetentionRuns.Counts counts,
            String size) {}

    /** Shows the policy the address names. */
    public void load() {
        Ids.of(policy).flatMap(policies::find).ifPresent(form::show);
    }

    public List<Line> getPolicies() {
        return policies.list().stream().map(this::line).toList();
    }

    private Line line(KnownPolicy known) {
        PolicyRules rules = known.rules();
        return new Line(
                known.id().toString(),
                rules.name(),
                rules.position(),
                rules.enabled(),
                about(rules.conditions()),
                terms(rules.terms()));
    }

    private String about(PolicyRules.Conditions about) {
        List<String> words = new ArrayList<>();
        if (about.group() != null) {
            String id = about.group().toString();
            words.add(Texts.of(
                    "retention.about.group",
                    form.getGroups().stream()
                            .filter(group -> group.id().equals(id))
                            .map(PolicyForm.Choice::name)
                            .findFirst()
                            .orElse(id)));
        }
        if (about.tag() != null) {
            words.add(Texts.of("retention.about.tag", about.tag()));
        }
        if (about.verdict() != null) {
            words.add(VerdictLabel.of(about.verdict()).label());
        }
        if (about.minDuration() != null) {
            words.add(Texts.of("retention.about.least", about.minDuration().toSeconds()));
        }
        if (about.maxDuration() != null) {
            words.add(Texts.of("retention.about.most", about.maxDuration().toSeconds()));
        }
        return words.isEmpty() ? Texts.of("retention.about.all") : String.join(" · ", words);
    }

    private static String terms(PolicyRules.Terms terms) {
        List<String> words = new ArrayList<>();
        if (terms.keepAtLeastDays() != null) {
            words.add(Texts.of("retention.terms.keep", terms.keepAtLeastDays()));
        }
        if (terms.deleteAfterDays() != null) {
            words.add(Texts.of("retention.terms.delete", terms.deleteAfterDays()));
        }
        if (terms.beyondGigabytes() != null) {
            words.add(Texts.of("retention.terms.quota", terms.beyondGigabytes()));
        }
        return String.join(" · ", words);
    }

    public void save() {
        act(() -> {
            UUID id = form.policy();
            PolicyRules rules = form.rules();
            KnownPolicy saved = Clash.told(() -> id == null
                    ? policies.create(user(), rules)
                    : policies.change(user(), id, form.seenVersion(), rules));
            form.show(saved);
            return "retention.saved";
        });
    }

    public void remove() {
        act(() -> {
            UUID id = form.policy();
            if (id != null) {
                policies.remove(user(), id, form.seenVersion());
                form.setId("");
                form.setVersion("");
            }
            return "retention.removed";
        });
    }

    /** What the runs would do with the policy of the form. */
    public void tryThis() {
        act(() -> {
            answer = dryRun.of(new DryRun.Draft(form.policy(), form.rules()), null, LISTED);
            return "";
        });
    }

    /** What the next run would do. */
    public void tryAll() {
        act(() -> {
            answer = dryRun.of(null, null, LISTED);
            return "";
        });
    }

    public void runNow() {
        act(() -> {
            runner.start(user());
            return "retention.run.begun";
        });
    }

    /** Does something and gives the text that tells of it. */
    private interface Act {
        String done();
    }

    private static void act(Act act) {
        try {
            String done = act.done();
            if (!done.isEmpty()) {
                Notice.info(Texts.of(done));
            }
        } catch (ChangeRejected rejected) {
            Notice.error(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    public boolean isAnswered() {
        return answer != null;
    }

    /** The dry run in one sentence. */
    public String getSummary() {
        DryRun.Page page = answer;
        return page == null
                ? ""
                : Texts.of(
                        page.next() == null ? "retention.dry.all" : "retention.dry.some",
                        page.gone(),
                        Durations.bytes(page.bytes()),
                        page.held() + page.locked(),
                        page.kept(),
                        page.examined());
    }

    public List<Due> getDue() {
        DryRun.Page page = answer;
        return page == null ? List.of() : page.items().stream().map(this::due).toList();
    }

    private Due due(Finding finding) {
        String prevented = finding.prevented();
        return new Due(
                finding.recordingId().toString(),
                browser.moment(finding.startedAt()),
                finding.outcome().equals("gone") ? "no-media" : "on-hold",
                Texts.of("retention.would." + finding.outcome()),
                finding.policy(),
                prevented == null ? finding.because() : prevented);
    }

    public List<Past> getRuns() {
        return runs.list(null, RUNS).stream().map(this::past).toList();
    }

    private Past past(RetentionRuns.Run known) {
        String state = known.endedAt() == null
                ? Texts.of("retention.run.running")
                : known.because().isEmpty() ? Texts.of("retention.run.ended") : known.because();
        return new Past(
                known.id().toString(),
                browser.moment(known.startedAt()),
                state,
                known.startedBy(),
                known.node(),
                known.counts(),
                Durations.bytes(known.counts().bytes()));
    }

    /** What the run that the address names did. */
    public List<RetentionRuns.Item> getItems() {
        return Ids.of(run).map(id -> runs.items(id, null, ITEMS)).orElse(List.of());
    }

    public String outcome(String word) {
        return Texts.of("retention.did." + word.toLowerCase(Locale.ROOT));
    }

    public List<VerdictLabel> getVerdicts() {
        return VerdictLabel.all();
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }

    public String getPolicy() {
        return policy;
    }

    public void setPolicy(@Nullable String id) {
        policy = id == null ? "" : id;
    }

    public String getRun() {
        return run;
    }

    public void setRun(@Nullable String id) {
        run = id == null ? "" : id;
    }
}
