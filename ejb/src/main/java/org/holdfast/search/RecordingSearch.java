package org.holdfast.search;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.gate.Reach;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.search.Heads.CopyRow;
import org.holdfast.search.Heads.Head;
import org.holdfast.search.Heads.Parts;
import org.holdfast.search.Heads.PartyRow;
import org.holdfast.search.Heads.StreamRow;
import org.holdfast.search.Heads.TagRow;
import org.holdfast.work.WorkItem;
import org.holdfast.work.WorkKind;
import org.jspecify.annotations.Nullable;

/** Finds recordings. Stateless; reads only. */
@ApplicationScoped
@TellsOutage
@Transactional
public class RecordingSearch {
    private static final String HEAD = """
            select r.id, r.conversationId, r.state, r.verdict, r.verdictReasons, r.node,
                   r.startedAt, r.endedAt, r.durationMs, r.direction, r.warnings
              from Recording r""";

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected RecordingSearch() {}

    @Inject
    public RecordingSearch(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * One page of what the query finds of what may be seen.
     *
     * @throws QueryRejected when the cursor is none of this query's, or it would take too long
     */
    public RecordingPage find(RecordingQuery query, Sight sight) {
        Optional<Keyset> place = Keyset.of(query.cursor(), query.sort());
        boolean backward = place.isPresent() && place.get().backward();
        Finder finder = new Finder(
                entities,
                new Criteria(query, sight),
                Order.of(query.sort(), backward),
                query.limit() + 1,
                Finder.Effort.USUAL);
        List<Head> found = heads(finder.find(place));
        boolean more = found.size() > query.limit();
        List<Head> page = more ? found.subList(0, query.limit()) : found;
        List<RecordingSummary> items = masked(summaries(backward ? page.reversed() : page), sight);
        boolean after = backward || more;
        boolean before = backward ? more : place.isPresent();
        return new RecordingPage(
                items,
                after && !items.isEmpty() ? beside(items.getLast(), query, false) : null,
                before && !items.isEmpty() ? beside(items.getFirst(), query, true) : null);
    }

    private List<Head> heads(List<UUID> ids) {
        Map<UUID, Head> heads =
                parts(ids, Head.class, HEAD + " where r.id in :ids").stream().collect(toMap(Head::id, head -> head));
        return ids.stream().map(heads::get).filter(Objects::nonNull).toList();
    }

    /** One recording with all that may be seen of it; none when it may not be seen. */
    public Optional<RecordingDetail> recording(UUID id, Sight sight) {
        List<Head> found = entities.createQuery(HEAD + " where r.id = :id", Head.class)
                .setParameter("id", id)
                .getResultList();
        if (found.isEmpty() || !within(sight.recordings(), assigned(List.of(id)), id)) {
            return Optional.empty();
        }
        RecordingDetail detail = detail(summaries(found).getFirst());
        return Optional.of(within(sight.numbers(), assigned(List.of(id)), id) ? detail : Masked.detail(detail));
    }

    private List<RecordingSummary> masked(List<RecordingSummary> found, Sight sight) {
        if (sight.seesNumbersOfAll() || found.isEmpty()) {
            return found;
        }
        Map<UUID, List<UUID>> assigned =
                assigned(found.stream().map(RecordingSummary::id).toList());
        return found.stream()
                .map(row -> within(sight.numbers(), assigned, row.id()) ? row : Masked.summary(row))
                .toList();
    }

    private static boolean within(Reach reach, Map<UUID, List<UUID>> assigned, UUID id) {
        return reach.covers(assigned.getOrDefault(id, List.of()));
    }

    private record AssignmentRow(UUID recordingId, UUID userId) {}

    private Map<UUID, List<UUID>> assigned(List<UUID> ids) {
        return parts(ids, AssignmentRow.class, """
                        select a.recordingId, a.userId from RecordingAssignment a where a.recordingId in :ids""").stream()
                .collect(groupingBy(AssignmentRow::recordingId, mapping(AssignmentRow::userId, toList())));
    }

    private static String beside(RecordingSummary row, RecordingQuery query, boolean backward) {
        return Keyset.beside(row, query.sort(), backward).cursor();
    }

    private List<RecordingSummary> summaries(List<Head> heads) {
        List<UUID> ids = heads.stream().map(Head::id).toList();
        Parts parts = Parts.of(
                parts(ids, PartyRow.class, """
                        select p.recording.id, p.sourceId, p.aor, p.name, p.role, p.channel
                          from RecordingParticipant p where p.recording.id in :ids order by p.ordinal"""),
                parts(ids, StreamRow.class, """
                        select s.recording.id, s.label, s.kind, s.codec, s.participants
                          from RecordedStream s where s.recording.id in :ids order by s.number"""),
                parts(ids, CopyRow.class, """
                        select c.recording.id, c.place, c.contentType, c.verifiedAt, c.bytes, c.sha256
                          from Copy c where c.recording.id in :ids and c.kind not in (PEAKS, MANIFEST) order by c.verifiedAt"""),
                parts(ids, TagRow.class, """
                        select t.recordingId, t.tag from RecordingTag t where t.recordingId in :ids order by t.tagKey"""));
        Set<UUID> held = Set.copyOf(parts(ids, UUID.class, """
                        select distinct h.recordingId from LegalHold h
                         where h.recordingId in :ids and h.releasedAt is null"""));
        return heads.stream()
                .map(head -> Heads.summary(head, parts, held.contains(head.id())))
                .toList();
    }

    private <T> List<T> parts(List<UUID> ids, Class<T> type, String query) {
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery(query, type).setParameter("ids", ids).getResultList();
    }

    private record Root(String endCause, String journal, String conversationKey) {}

    private record Identifier(String name, String value) {}

    private record WorkRow(
            WorkKind kind,
            WorkItem.State state,
            Integer attempts,
            Instant dueAt,
            @Nullable Instant leasedUntil,
            @Nullable String because) {}

    private RecordingDetail detail(RecordingSummary summary) {
        UUID id = summary.id();
        Root root = of(id, Root.class, """
                        select r.endCause, r.journal, c.key from Recording r, Conversation c
                         where r.id = :id and c.id = r.conversationId""").getFirst();
        return new RecordingDetail(
                summary,
                root.endCause(),
                root.journal(),
                root.conversationKey(),
                of(id, RecordingDetail.Gap.class, """
                        select new org.holdfast.search.RecordingDetail$Gap(g.stream, g.startedAt, g.endedAt, g.cause)
                          from Gap g where g.recording.id = :id order by g.startedAt, g.stream"""),
                of(id, RecordingDetail.Event.class, """
                        select e.at, e.kind, e.detail
                          from RecordingEvent e where e.recording.id = :id order by e.at, e.kind"""),
                of(id, RecordingDetail.Snapshot.class, """
                        select m.at, m.method, m.contentType, m.body
                          from MetadataSnapshot m where m.recording.id = :id order by m.ordinal"""),
                of(id, Identifier.class, """
                        select i.name, i.value from RecordingIdentifier i where i.recording.id = :id""").stream()
                        .collect(toMap(Identifier::name, Identifier::value, (first, second) -> first)),
                work(id));
    }

    private List<RecordingDetail.Work> work(UUID id) {
        return of(id, WorkRow.class, """
                        select w.kind, w.state, w.attempts, w.dueAt, w.leasedUntil, w.because
                          from WorkItem w where w.recordingId = :id order by w.createdAt""").stream()
                .map(row -> new RecordingDetail.Work(row.kind(), word(row), row.attempts(), row.dueAt(), row.because()))
                .toList();
    }

    private static String word(WorkRow row) {
        return switch (row.state()) {
            case WAITING -> row.leasedUntil() == null ? "waiting" : "running";
            case DONE -> "done";
            case GIVEN_UP -> "given-up";
        };
    }

    private <T> List<T> of(UUID id, Class<T> type, String query) {
        return entities.createQuery(query, type).setParameter("id", id).getResultList();
    }
}
