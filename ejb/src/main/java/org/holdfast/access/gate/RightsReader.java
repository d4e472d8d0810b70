package org.holdfast.access.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.recording.row.TellsOutage;

/** Reads from the database what a user may do, and whose a recording is; whichever tenant the caller works for. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class RightsReader {
    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected RightsReader() {}

    @Inject
    public RightsReader(EntityManager entities) {
        this.entities = entities;
    }

    Rights rights(UUID userId) {
        List<Tuple> users = tuples("""
                select enabled, valid_from, role_ids, group_ids, managed_group_ids, keys, tenant_id from app_user
                 where id = :id and not deleted""", Map.of("id", userId));
        return users.isEmpty() ? Rights.NONE : rights(userId, users.getFirst());
    }

    private Rights rights(UUID userId, Tuple user) {
        UUID tenant = user.get("tenant_id", UUID.class);
        Map<Right, Scope> scopes =
                Rights.widest(permissions(tenant, Arrays.asList(user.get("role_ids", UUID[].class))));
        Map<Scope, Reach> reaches = new EnumMap<>(Scope.class);
        Set<String> ownKeys = Set.of(user.get("keys", String[].class));
        Reach own = new Reach(false, Set.of(userId), ownKeys);
        reaches.put(Scope.OWN, own);
        Set<UUID> groups = Stream.of("group_ids", "managed_group_ids")
                .flatMap(column -> Arrays.stream(user.get(column, UUID[].class)))
                .collect(Collectors.toSet());
        if (scopes.containsValue(Scope.GROUP)) {
            reaches.put(Scope.GROUP, members(tenant, own, groups));
        }
        if (scopes.containsValue(Scope.GROUP_TREE)) {
            reaches.put(Scope.GROUP_TREE, members(tenant, own, KnownGroup.withThoseBelow(groups, groups(tenant))));
        }
        return new Rights(user.get("enabled", Boolean.class), user.get("valid_from", Instant.class), scopes, reaches);
    }

    private List<Permission> permissions(UUID tenant, Collection<UUID> roles) {
        return tuples(
                        "select permissions from app_role where id = any (cast(:roles as uuid[])) and tenant_id = :tenant"
                                + " and not deleted",
                        Map.of("tenant", tenant, "roles", array(roles)))
                .stream()
                .flatMap(role -> Arrays.stream(role.get("permissions", String[].class)))
                .map(Permission::ofText)
                .flatMap(Optional::stream)
                .toList();
    }

    private Collection<KnownGroup> groups(UUID tenant) {
        return tuples(
                        "select id, parent_id from user_group where tenant_id = :tenant and not deleted",
                        Map.of("tenant", tenant))
                .stream()
                .map(row -> new KnownGroup(row.get("id", UUID.class), 0, "", row.get("parent_id", UUID.class)))
                .toList();
    }

    private Reach members(UUID tenant, Reach own, Collection<UUID> groups) {
        Set<UUID> users = new HashSet<>(own.users());
        Set<String> keys = new HashSet<>(own.keys());
        tuples(
                        "select id, keys from app_user where group_ids && cast(:groups as uuid[]) and tenant_id = :tenant"
                                + " and not deleted",
                        Map.of("tenant", tenant, "groups", array(groups)))
                .forEach(user -> {
                    users.add(user.get("id", UUID.class));
                    keys.addAll(Arrays.asList(user.get("keys", String[].class)));
                });
        return new Reach(false, users, keys);
    }

    /** Whose the recording is; empty also when there is no such recording. */
    Set<UUID> assigned(UUID recordingId) {
        return tuples("select user_id from recording_assignment where recording_id = :id", Map.of("id", recordingId))
                .stream()
                .map(row -> row.get("user_id", UUID.class))
                .collect(Collectors.toSet());
    }

    private static String array(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private List<Tuple> tuples(String query, Map<String, Object> parameters) {
        var asked = entities.createNativeQuery(query, Tuple.class);
        parameters.forEach(asked::setParameter);
        List<?> rows = asked.getResultList();
        return rows.stream().map(Tuple.class::cast).toList();
    }
}
