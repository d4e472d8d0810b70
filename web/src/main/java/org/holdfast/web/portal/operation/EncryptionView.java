package org.holdfast.web.portal.operation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.key.Rewrapping;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** How encryption at rest stands, and wrapping keys anew. Of one request. */
@Named
@RequestScoped
public class EncryptionView {
    @Inject
    private Rewrapping rewrapping;

    @Inject
    private AuditTrail audit;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private Rewrapping.@Nullable State state;

    @SuppressWarnings("NullAway.Init") // injected
    public EncryptionView() {}

    /** A key encryption key; {@code made} is null for one that recordings need and the key file lacks. */
    public record Row(String id, @Nullable Moment made, boolean newest, long recordings) {}

    public Rewrapping.State getState() {
        Rewrapping.State known = state;
        if (known == null) {
            known = rewrapping.state();
            state = known;
        }
        return known;
    }

    public boolean isUsable() {
        return !getState().newest().isEmpty();
    }

    /** The key file's, and those only recordings know of. */
    public List<Row> getRows() {
        Rewrapping.State now = getState();
        List<Row> missing = now.recordings().keySet().stream()
                .filter(id -> now.keys().stream().noneMatch(key -> key.id().equals(id)))
                .map(id -> new Row(id, null, false, now.recordings().getOrDefault(id, 0L)))
                .toList();
        List<Row> rows = new ArrayList<>(missing);
        now.keys()
                .forEach(key -> rows.add(new Row(
                        key.id(),
                        browser.moment(key.created()),
                        key.id().equals(now.newest()),
                        now.recordings().getOrDefault(key.id(), 0L))));
        return rows.reversed();
    }

    /** Whether some recordings' keys are wrapped by another than the newest. */
    public boolean isSomeOlder() {
        return getRows().stream().anyMatch(row -> !row.newest() && row.recordings() > 0);
    }

    public Rewrapping.Progress getProgress() {
        return rewrapping.progress();
    }

    public void rewrap() {
        session.user()
                .ifPresent(user -> audit.add(AuditEvent.of(user.actor(), AuditAction.CHANGE, "encryption", "rewrap")));
        rewrapping.start();
        state = null;
    }
}
