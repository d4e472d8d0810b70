package org.holdfast.web.portal.storage;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Clash;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.recording.row.RowId;
import org.holdfast.storage.target.KnownTarget;
import org.holdfast.storage.target.Targets;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** One storage target, or a new one: a form. Nothing is overwritten that somebody else changed meanwhile. Of one request. */
@Named
@RequestScoped
public class TargetView {
    @Inject
    private Targets targets;

    @Inject
    private Groups groups;

    @Inject
    private PortalSession session;

    private @Nullable KnownTarget target;
    private final TargetForm form = new TargetForm();
    private List<KnownGroup> known = List.of();
    private List<KnownTarget> others = List.of();

    @SuppressWarnings("NullAway.Init") // injected
    public TargetView() {}

    @PostConstruct
    void read() {
        try {
            known = groups.list();
            target = id().flatMap(targets::find).orElse(null);
            others = targets.list().stream()
                    .filter(other -> !other.place().equals(getId()))
                    .toList();
            if (target != null) {
                form.show(target);
            }
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    public void save() {
        try {
            SignedIn by = session.user().orElseThrow();
            String secret = form.text("secret");
            String change = secret.isEmpty() && target != null ? null : secret;
            KnownTarget before = target;
            if (before == null) {
                KnownTarget wanted = form.wanted(RowId.next());
                Clash.told(() -> targets.create(by, wanted, secret));
            } else {
                KnownTarget wanted = form.wanted(id().orElseThrow());
                Clash.told(() -> targets.change(by, wanted, version(), change));
            }
            leave();
        } catch (ChangeRejected rejected) {
            Notice.warn(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    public void remove() {
        try {
            targets.remove(session.user().orElseThrow(), id().orElseThrow(), version());
            leave();
        } catch (ChangeRejected rejected) {
            Notice.warn(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    private static void leave() {
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        try {
            external.redirect("storage.xhtml");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static String asked(String parameter) {
        return Posted.text(parameter);
    }

    private static Optional<UUID> id() {
        return Ids.of(asked("id"));
    }

    /** What the form was filled in upon. */
    private static @Nullable Long version() {
        String version = asked("version");
        return version.matches("[0-9]{1,18}") ? Long.valueOf(version) : null;
    }

    public boolean isKnown() {
        return target != null;
    }

    public String getId() {
        return target == null ? "" : target.place();
    }

    /** On a postback the version the form was made of, not the present one. */
    public String getVersion() {
        String sent = asked("version");
        return !sent.isEmpty() || target == null ? sent : Long.toString(target.version());
    }

    public String getTitle() {
        return target == null ? Texts.of("target.new") : target.name();
    }

    public TargetForm getForm() {
        return form;
    }

    public List<KnownGroup> getGroups() {
        return known;
    }

    public List<KnownTarget> getOthers() {
        return others;
    }
}
