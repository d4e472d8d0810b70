package org.holdfast.web.portal.rules;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Clash;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.rulebook.RuleMode;
import org.holdfast.rules.KnownRule;
import org.holdfast.rules.RuleDraft;
import org.holdfast.rules.Rules;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The rules in their order, moved up and down, and the one being written. Of one request. */
@Named
@RequestScoped
public class RulesView {
    private static final String HERE = "rules?faces-redirect=true";

    @Inject
    private Rules rules;

    @Inject
    private Groups groups;

    @Inject
    private PortalSession session;

    @Inject
    private RuleForm form;

    private @Nullable List<Row> rows;
    private String edit = "";

    @SuppressWarnings("NullAway.Init") // injected
    public RulesView() {}

    /** A rule as a line. */
    public record Row(
            String id,
            int place,
            String name,
            String about,
            String mode,
            String badge,
            boolean enabled,
            boolean first,
            boolean last) {}

    /** The rule to be changed, by its id; empty: a new one. */
    public String getEdit() {
        return edit;
    }

    public void setEdit(@Nullable String id) {
        edit = id == null ? "" : id;
    }

    /** Puts the rule to be changed into the form. */
    public void open() {
        if (!edit.isEmpty() && !FacesContext.getCurrentInstance().isPostback()) {
            rules.list().stream()
                    .filter(rule -> rule.id().toString().equals(edit))
                    .findFirst()
                    .ifPresent(form::take);
        }
    }

    public List<Row> getRows() {
        List<Row> known = rows;
        if (known == null) {
            known = find();
            rows = known;
        }
        return known;
    }

    private List<Row> find() {
        try {
            Map<UUID, String> names = names();
            List<KnownRule> all = rules.list();
            List<Row> found = new ArrayList<>();
            for (KnownRule known : all) {
                found.add(row(known, found.size() + 1, all.size(), names));
            }
            return found;
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
            return List.of();
        }
    }

    private static Row row(KnownRule known, int place, int all, Map<UUID, String> names) {
        RuleDraft rule = known.rule();
        String percent = rule.mode() == RuleMode.SAMPLE ? " " + rule.percent() + " %" : "";
        return new Row(
                known.id().toString(),
                place,
                rule.name(),
                about(rule, names),
                Texts.of("rules.mode." + rule.mode().word()) + percent,
                badge(rule.mode()),
                rule.enabled(),
                place == 1,
                place == all);
    }

    private static String about(RuleDraft rule, Map<UUID, String> names) {
        List<String> parts = new ArrayList<>();
        if (!rule.numbers().isEmpty() || !rule.groups().isEmpty()) {
            List<String> who = new ArrayList<>(rule.numbers());
            rule.groups().forEach(id -> who.add(names.getOrDefault(id, Texts.of("rules.group.gone"))));
            parts.add(Texts.of("rules.side." + rule.side().word()) + ": " + String.join(", ", who));
        }
        if (!rule.trunks().isEmpty()) {
            parts.add(Texts.of("rules.from.trunk") + " " + String.join(", ", rule.trunks()));
        }
        return parts.isEmpty() ? Texts.of("rules.every.call") : String.join(" · ", parts);
    }

    private static String badge(RuleMode mode) {
        return switch (mode) {
            case ALWAYS -> "complete";
            case ON_DEMAND -> "pending";
            case NEVER -> "no-media";
            case SAMPLE -> "silent";
        };
    }

    private Map<UUID, String> names() {
        return groups.list().stream().collect(Collectors.toMap(KnownGroup::id, KnownGroup::name));
    }

    /** The groups one may choose from. */
    public List<KnownGroup> getGroups() {
        try {
            return groups.list();
        } catch (CatalogueUnavailable away) {
            return List.of();
        }
    }

    /** Keeps what is in the form, as a new rule or in place of the old one. */
    public @Nullable String save() {
        return act(user -> {
            RuleDraft wanted = form.draft();
            UUID id = form.ruleId();
            if (id == null) {
                rules.create(user, wanted);
            } else {
                rules.change(user, id, form.ruleVersion(), wanted);
            }
            return HERE;
        });
    }

    public @Nullable String up() {
        return act(user -> moved(user, -1));
    }

    public @Nullable String down() {
        return act(user -> moved(user, 1));
    }

    public @Nullable String remove() {
        return act(user -> {
            rules.remove(user, chosen(), null);
            return HERE;
        });
    }

    private String moved(SignedIn user, int by) {
        List<KnownRule> before = rules.list();
        List<UUID> ids = new ArrayList<>(before.stream().map(KnownRule::id).toList());
        int at = ids.indexOf(chosen());
        int to = at + by;
        if (at >= 0 && to >= 0 && to < ids.size()) {
            Collections.swap(ids, at, to);
            rules.order(user, ids, Rules.tag(before));
        }
        return HERE;
    }

    private @Nullable String act(Function<SignedIn, String> change) {
        try {
            return Clash.told(() -> change.apply(session.user().orElseThrow()));
        } catch (ChangeRejected rejected) {
            Notice.error(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
        return null;
    }

    private static UUID chosen() {
        return Posted.id("rule");
    }
}
