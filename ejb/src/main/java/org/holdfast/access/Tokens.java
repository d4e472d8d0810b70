package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.Sha256;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Bearer tokens of the REST API. Stateless; only a digest of a token is ever stored. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Tokens {
    /** 256 random bits cannot be guessed: a plain digest is enough, no salt and no slow hash. */
    private static final int BYTES = 32;

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int BURIED_AT_ONCE = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EntityManager entities;
    private Gate gate;
    private AuditTrail audit;
    private Clock clock;
    private Duration lifetime;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Tokens() {}

    @Inject
    public Tokens(EntityManager entities, Gate gate, AuditTrail audit, Settings settings, Clock clock) {
        this.entities = entities;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
        this.lifetime = settings.duration(Setting.TOKEN_LIFETIME);
    }

    /**
     * What a token shall be like.
     *
     * @param only rights it is limited to; none: all that its user has
     */
    public record Wish(String name, Set<Right> only, Duration lifetime) {
        public Wish {
            only = Set.copyOf(only);
            if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0) {
                throw ChangeRejected.invalid("lifetimeSeconds", "A token may last a year, and at least a second.");
            }
        }
    }

    /** A token of somebody; its text is known to nobody any more. */
    public record Known(UUID id, UUID user, String name, List<String> rights, Instant issuedAt, Instant expiresAt) {
        public Known {
            rights = List.copyOf(rights);
        }
    }

    /** A wish for a token of that name and rights, for so long; null: as long as the setting says. */
    public Wish wish(String name, Set<Right> only, @Nullable Duration lasting) {
        return new Wish(StoredText.of(name), only, lasting == null ? lifetime : lasting);
    }

    /** A new token for this user, who proved themselves just now. */
    public IssuedToken issue(SignedIn user, Wish wish) {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ApiToken made = new ApiToken(entities.getReference(AppUser.class, user.userId()), digest(token), now, wish);
        entities.persist(made);
        audit.add(AuditEvent.of(user.actor(), AuditAction.CREATE, "token", made.id())
                .changing(null, wish));
        return new IssuedToken(made.id(), token, now.plus(wish.lifetime()));
    }

    /** As the setting says, with all that the user has. */
    public IssuedToken issue(SignedIn user) {
        return issue(user, wish("", Set.of(), null));
    }

    /** Whose token this is, of whichever tenant, or none when it is unknown, expired, or its user may no longer come in. */
    public Optional<SignedIn> holder(String token) {
        List<?> found = entities.createNativeQuery("""
                        select u.id, u.login, u.name, u.tenant_id, t.rights from api_token t join app_user u on u.id = t.user_id
                         where t.digest = :digest and not t.deleted and t.expires_at > :now
                           and u.enabled and not u.deleted and t.issued_at >= u.valid_from""", Tuple.class)
                .setParameter("digest", digest(token))
                .setParameter("now", clock.instant())
                .getResultList();
        return found.stream().map(Tuple.class::cast).findFirst().flatMap(Tokens::bearer);
    }

    /** Who brings it; nobody when it is for rights that only another release knows. */
    private static Optional<SignedIn> bearer(Tuple row) {
        List<String> words = Arrays.asList(row.get("rights", String[].class));
        Set<Right> only =
                words.stream().map(Right::ofWord).flatMap(Optional::stream).collect(Collectors.toSet());
        return only.isEmpty() && !words.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignedIn(
                        row.get("id", UUID.class),
                        row.get("login", String.class),
                        row.get("name", String.class),
                        "",
                        only,
                        row.get("tenant_id", UUID.class)));
    }

    /** The tokens of this user that are still good, the newest first. */
    public List<Known> of(SignedIn user) {
        Instant now = clock.instant();
        return entities.createQuery(
                        "select t from ApiToken t join fetch t.user where t.user.id = :user order by t.issuedAt desc",
                        ApiToken.class)
                .setParameter("user", user.userId())
                .getResultStream()
                .filter(token -> token.holdsAt(now))
                .map(ApiToken::known)
                .toList();
    }

    /** Ends a token at once: one's own, or anybody's for who may manage users. */
    public void revoke(SignedIn by, UUID tokenId) {
        ApiToken token = entities.find(ApiToken.class, tokenId);
        boolean own = token != null && token.user().id().equals(by.userId());
        if (token == null || (!own && !gate.may(by, Right.MANAGE_USERS))) {
            throw ChangeRejected.unknown();
        }
        token.end();
        audit.add(
                AuditEvent.of(by.actor(), AuditAction.DELETE, "token", tokenId).changing(token.known(), null));
    }

    /** Buries tokens that expired. */
    void buryExpired() {
        entities.createQuery("select t from ApiToken t where t.expiresAt <= :now", ApiToken.class)
                .setParameter("now", clock.instant())
                .setMaxResults(BURIED_AT_ONCE)
                .getResultStream()
                .forEach(ApiToken::end);
    }

    private static String digest(String token) {
        return HexFormat.of().formatHex(Sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    }
}
