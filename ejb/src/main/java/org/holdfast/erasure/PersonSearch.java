package org.holdfast.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.TellsOutage;

/**
 * What is known of a person: recordings they took part in, those whose deletion left rows as well, and entries of the audit
 * trail that speak of them. Stateless; only reads.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class PersonSearch {
    private static final String RECORDINGS = """
            select distinct p.recording_id from recording_participant p
             where p.tenant_id = :tenant and p.keys && cast(:keys as text[])
             union
            select a.recording_id from recording_assignment a where a.tenant_id = :tenant and a.user_id = :user
             order by 1 limit :most
            """;

    private static final String MENTIONS = """
            select node, seq from audit_entry
             where tenant_id = :tenant
               and exists (select 1 from unnest(cast(:words as text[])) w
                            where position(w in lower(concat_ws(' ', detail, before_value, after_value))) > 0)
             order by node, seq limit :most
            """;

    /** What they are called in recordings, and where they sign in. */
    private static final String NAMES = """
            select p.name from recording_participant p
             where p.tenant_id = :tenant and p.keys && cast(:keys as text[])
             union
            select unnest(array[u.name, u.login, cast(u.id as text)]) from app_user u
             where u.tenant_id = :tenant and u.id = :user
            """;

    private static final UUID NOBODY = new UUID(0, 0);

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected PersonSearch() {}

    @Inject
    public PersonSearch(EntityManager entities) {
        this.entities = entities;
    }

    /** Recordings they took part in, in the order of ids. */
    List<UUID> recordings(Subject subject, int most) {
        List<?> found = entities.createNativeQuery(RECORDINGS, UUID.class)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("keys", array(keys(subject)))
                .setParameter("user", subject.kind() == Subject.Kind.USER ? id(subject) : NOBODY)
                .setParameter("most", most)
                .getResultList();
        return found.stream().map(UUID.class::cast).toList();
    }

    /** Entries of the audit trail that have one of their addresses in them, as {@code node/number}. */
    List<String> mentions(Subject subject, int most) {
        List<String> words = telling(subject).toList();
        List<?> found = entities.createNativeQuery(MENTIONS, Tuple.class)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("words", array(words))
                .setParameter("most", most)
                .getResultList();
        return found.stream()
                .map(Tuple.class::cast)
                .map(row -> row.get("node", String.class) + "/" + row.get("seq", Number.class))
                .toList();
    }

    /** By what they can be looked for: user parts of addresses, numbers, names, and a user's login and id. */
    List<String> words(Subject subject) {
        List<?> names = entities.createNativeQuery(NAMES, String.class)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("keys", array(keys(subject)))
                .setParameter("user", subject.kind() == Subject.Kind.USER ? id(subject) : NOBODY)
                .getResultList();
        return Stream.concat(
                        telling(subject), names.stream().map(String.class::cast).filter(PersonSearch::isTelling))
                .distinct()
                .toList();
    }

    private Stream<String> telling(Subject subject) {
        return keys(subject).stream().map(PersonSearch::telling).filter(PersonSearch::isTelling);
    }

    private static boolean isTelling(String word) {
        return word.length() > 2;
    }

    /** An address is spelt in many ways; its user part is in all of them. A plus sign often is not. */
    private static String telling(String key) {
        int at = key.indexOf('@');
        String who = at < 0 ? key : key.substring(0, at);
        return who.startsWith("+") ? who.substring(1) : who;
    }

    /** What their addresses are compared by: with a host that one address, without one any host. */
    private List<String> keys(Subject subject) {
        List<?> found = subject.kind() == Subject.Kind.USER
                ? entities.createNativeQuery(
                                "select unnest(keys) from app_user where id = :id and tenant_id = :tenant",
                                String.class)
                        .setParameter("id", id(subject))
                        .setParameter("tenant", CurrentTenant.get())
                        .getResultList()
                : entities.createNativeQuery("select k from unnest(address_keys(:aor)) k limit 1", String.class)
                        .setParameter("aor", subject.text())
                        .getResultList();
        if (found.isEmpty() && subject.kind() == Subject.Kind.ADDRESS) {
            throw ChangeRejected.invalid("address", "This is no address and no number.");
        }
        return found.stream().map(String.class::cast).toList();
    }

    private static UUID id(Subject subject) {
        try {
            return UUID.fromString(subject.text());
        } catch (IllegalArgumentException none) {
            throw ChangeRejected.invalid("user", "A user is named by id.");
        }
    }

    /** As PostgreSQL writes an array of texts. */
    private static String array(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }
}
