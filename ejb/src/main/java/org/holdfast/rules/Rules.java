package org.holdfast.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Groups;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Sha256;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.rulebook.Rule;
import org.holdfast.rulebook.RuleBook;
import org.holdfast.rulebook.Ruling;
import org.jspecify.annotations.Nullable;

/** The recording rules, in the order they are tried. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Rules {
    static final int MOST = 500;

    private static final String KIND = "rule";

    private EntityManager entities;
    private Groups groups;
    private AuditTrail audit;
    private Event<RulesChanged> changed;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Rules() {}

    @Inject
    public Rules(EntityManager entities, Groups groups, AuditTrail audit, Event<RulesChanged> changed) {
        this.entities = entities;
        this.groups = groups;
        this.audit = audit;
        this.changed = changed;
    }

    /** All of them, in order. */
    public List<KnownRule> list() {
        return rows().stream().map(RecordingRule::known).toList();
    }

    /** Differs whenever a rule or the order does. */
    public static String tag(List<KnownRule> rules) {
        String all =
                rules.stream().map(rule -> rule.id() + ":" + rule.version()).collect(Collectors.joining(","));
        return HexFormat.of()
                .formatHex(Sha256.digest(all.getBytes(StandardCharsets.UTF_8)))
                .substring(0, 16);
    }

    public Optional<KnownRule> find(UUID id) {
        return Optional.ofNullable(entities.find(RecordingRule.class, id)).map(RecordingRule::known);
    }

    /** Adds a rule behind all others. */
    public KnownRule create(SignedIn by, RuleDraft wanted) {
        check(wanted);
        List<RecordingRule> before = rows();
        if (before.size() >= MOST) {
            throw ChangeRejected.conflict("", "There are %s rules already; more are not tried.", MOST);
        }
        int place = before.isEmpty() ? 1 : before.getLast().place() + 1;
        RecordingRule rule = new RecordingRule(wanted, place);
        entities.persist(rule);
        entities.flush();
        note(by, AuditAction.CREATE, rule.id(), null, rule.known());
        return rule.known();
    }

    public KnownRule change(SignedIn by, UUID id, @Nullable Long ifVersion, RuleDraft wanted) {
        RecordingRule rule = existing(id, ifVersion);
        check(wanted);
        KnownRule before = rule.known();
        rule.is(wanted);
        entities.flush();
        note(by, AuditAction.CHANGE, id, before, rule.known());
        return rule.known();
    }

    public void remove(SignedIn by, UUID id, @Nullable Long ifVersion) {
        RecordingRule rule = existing(id, ifVersion);
        KnownRule before = rule.known();
        rule.remove();
        note(by, AuditAction.DELETE, id, before, null);
    }

    /**
     * Puts the rules into this order.
     *
     * @param ids every rule, once
     * @param ifTag the {@link #tag} the caller has seen; null when any will do
     */
    public List<KnownRule> order(SignedIn by, List<UUID> ids, @Nullable String ifTag) {
        List<RecordingRule> rules = rows();
        List<KnownRule> before = list();
        if (ifTag != null && !ifTag.equals(tag(before))) {
            throw ChangeRejected.stale();
        }
        Set<UUID> there = before.stream().map(KnownRule::id).collect(Collectors.toSet());
        if (ids.size() != there.size() || !new HashSet<>(ids).equals(there)) {
            throw ChangeRejected.conflict("order", "The order must name each of the %s rules once.", there.size());
        }
        rules.stream()
                .filter(rule -> rule.place() != ids.indexOf(rule.id()) + 1)
                .forEach(rule -> rule.standsAt(ids.indexOf(rule.id()) + 1));
        entities.flush();
        List<KnownRule> after = list();
        audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, "")
                .saying("order")
                .changing(names(before), names(after)));
        changed.fire(new RulesChanged());
        return after;
    }

    /** The rules that are switched on, with the addresses of their groups: what the recorder goes by. */
    public RuleBook book() {
        return new RuleBook(list().stream()
                .filter(known -> known.rule().enabled())
                .map(this::ready)
                .toList());
    }

    /** What would become of that call. Changes nothing. */
    public Ruling tried(TriedCall call) {
        return book().decide(call.facts());
    }

    private Rule ready(KnownRule known) {
        RuleDraft rule = known.rule();
        Set<UUID> wanted = Set.copyOf(rule.groups());
        return new Rule(
                known.id(),
                rule.name(),
                rule.mode(),
                rule.percent(),
                new Rule.Conditions(rule.side(), rule.numbers(), wanted, addresses(wanted), rule.trunks()));
    }

    /** By what the members of these groups, and of those below, are known in calls. */
    private Set<String> addresses(Set<UUID> wanted) {
        if (wanted.isEmpty()) {
            return Set.of();
        }
        List<?> keys = entities.createNativeQuery("""
                        with recursive below as (
                            select id from user_group where id in (:groups) and tenant_id = :tenant and not deleted
                            union
                            select g.id from user_group g join below b on g.parent_id = b.id where not g.deleted)
                        select distinct k from app_user u cross join lateral unnest(u.keys) k
                         where u.tenant_id = :tenant and not u.deleted
                           and u.group_ids && array(select id from below)""", String.class)
                .setParameter("groups", wanted)
                .setParameter("tenant", CurrentTenant.get())
                .getResultList();
        return keys.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    private List<RecordingRule> rows() {
        return entities.createQuery("select r from RecordingRule r order by r.place, r.id", RecordingRule.class)
                .getResultList();
    }

    private RecordingRule existing(UUID id, @Nullable Long ifVersion) {
        RecordingRule rule = entities.find(RecordingRule.class, id);
        if (rule == null) {
            throw ChangeRejected.unknown();
        }
        if (ifVersion != null && ifVersion != rule.version()) {
            throw ChangeRejected.stale();
        }
        return rule;
    }

    private void check(RuleDraft wanted) {
        wanted.checked();
        wanted.groups().stream()
                .filter(group -> groups.find(group).isEmpty())
                .findFirst()
                .ifPresent(group -> {
                    throw ChangeRejected.invalid("groups", "There is no group %s.", group);
                });
    }

    private void note(SignedIn by, AuditAction action, UUID id, @Nullable KnownRule before, @Nullable KnownRule after) {
        audit.add(AuditEvent.of(by.actor(), action, KIND, id).changing(before, after));
        changed.fire(new RulesChanged());
    }

    private static String names(List<KnownRule> rules) {
        return rules.stream().map(rule -> rule.rule().name()).collect(Collectors.joining(" > "));
    }
}
