package org.holdfast.web.portal.people;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditPage;
import org.holdfast.audit.AuditProof;
import org.holdfast.audit.AuditQuery;
import org.holdfast.audit.AuditRecord;
import org.holdfast.audit.AuditSearch;
import org.holdfast.audit.AuditTrail;
import org.holdfast.audit.AuditVerifier;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.jspecify.annotations.Nullable;

/** The audit trail with its filters and its proof. Of one request. */
@Named
@RequestScoped
public class AuditView {
    private static final int ROWS = 50;

    @Inject
    private AuditSearch search;

    @Inject
    private AuditVerifier verifier;

    @Inject
    private AuditTrail trail;

    @Inject
    private BrowserZone browser;

    @Inject
    private Asked asked;

    private final AuditFilter filter = new AuditFilter();
    private AuditPage page = new AuditPage(List.of(), null);
    private @Nullable AuditProof proof;

    @SuppressWarnings("NullAway.Init") // injected
    public AuditView() {}

    /** A line of the list. */
    public record Row(
            String place,
            Moment at,
            String who,
            String address,
            String action,
            String what,
            List<Difference> changes) {}

    /** Makes sure that the page was read before it tells what went wrong. */
    public boolean open() {
        return true;
    }

    @PostConstruct
    void read() {
        filter.read(asked);
        try {
            AuditQuery query = query();
            asked.done(() -> page = search.find(query));
        } catch (DateTimeException | IllegalArgumentException wrong) {
            Notice.warn(Texts.of("audit.wrong"));
        }
    }

    private AuditQuery query() {
        return new AuditQuery(
                instant(filter.getFrom()),
                instant(filter.getTo()),
                filter.getActor(),
                AuditAction.ofWord(filter.getAction()).orElse(null),
                filter.getObject(),
                ROWS,
                asked.text("cursor"));
    }

    private @Nullable Instant instant(String local) {
        return local.isEmpty() ? null : browser.instant(LocalDateTime.parse(local));
    }

    public List<Row> getRows() {
        return page.items().stream().map(this::row).toList();
    }

    private Row row(AuditRecord entry) {
        AuditEvent event = entry.event();
        return new Row(
                entry.node() + " " + entry.seq(),
                browser.moment(entry.at()),
                event.actor().login(),
                event.actor().address(),
                Texts.known(
                        "audit.action." + event.action().word(), event.action().word()),
                String.join(" ", event.object(), event.objectId(), event.detail())
                        .strip(),
                Difference.between(event.before(), event.after()));
    }

    /** From the form to the address of the same filters. */
    public void search() {
        asked.goTo(filter.address("audit.xhtml", ""));
    }

    /** Reads every entry of the trail; itself remembered there. */
    public void verify() {
        asked.done(() -> {
            AuditProof found = verifier.verify();
            trail.add(AuditEvent.of(asked.user().actor(), AuditAction.VERIFY, "audit", "")
                    .saying(found.intact() ? "intact" : found.problems().size() + " problems"));
            proof = found;
            return true;
        });
    }

    public @Nullable AuditProof getProof() {
        return proof;
    }

    /** What is wrong, in the reader's words. */
    public String words(AuditProof.Problem problem) {
        return Texts.of(problem.wording());
    }

    public String getNextHref() {
        return page.next() == null ? "" : filter.address("audit.xhtml", page.next());
    }

    /** The same entries as CSV, from the REST interface, which asks the same gate. */
    public String getCsvHref() {
        try {
            return filter.csv(instant(filter.getFrom()), instant(filter.getTo()));
        } catch (DateTimeException wrong) {
            return "api/v1/audit?format=csv";
        }
    }

    public List<Choice> getActions() {
        return Arrays.stream(AuditAction.values())
                .map(action ->
                        new Choice(action.word(), Texts.known("audit.action." + action.word(), action.word()), 0))
                .toList();
    }

    public AuditFilter getFilter() {
        return filter;
    }
}
