package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.holdfast.recording.row.Sha256;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Bearer tokens of the REST API. Stateless; only a digest of a token is ever stored. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Tokens {
    /** 256 random bits cannot be guessed: a plain digest is enough, no salt and no slow hash. */
    private static final int BYTES = 32;

    private static final int BURIED_AT_ONCE = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EntityManager entities;
    private Clock clock;
    private Duration lifetime;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Tokens() {}

    @Inject
    public Tokens(EntityManager entities, Settings settings, Clock clock) {
        this.entities = entities;
        this.clock = clock;
        this.lifetime = settings.duration(Setting.TOKEN_LIFETIME);
    }

    /** A new token for this user. */
    public IssuedToken issue(SignedIn user) {
        byte[] secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant end = now.plus(lifetime);
        entities.persist(new ApiToken(entities.getReference(AppUser.class, user.userId()), digest(token), now, end));
        return new IssuedToken(token, end);
    }

    /** Whose token this is, or none when it is unknown, expired, or its user may no longer come in. */
    public Optional<SignedIn> holder(String token) {
        Instant now = clock.instant();
        return entities.createQuery(
                        "select t from ApiToken t join fetch t.user where t.digest = :digest", ApiToken.class)
                .setParameter("digest", digest(token))
                .getResultStream()
                .filter(known -> known.holdsAt(now))
                .findFirst()
                .map(known -> known.user().signedIn());
    }

    /** Buries tokens that expired. */
    void buryExpired() {
        entities.createQuery("select t from ApiToken t where t.expiresAt <= :now", ApiToken.class)
                .setParameter("now", clock.instant())
                .setMaxResults(BURIED_AT_ONCE)
                .getResultStream()
                .forEach(ApiToken::expired);
    }

    private static String digest(String token) {
        return HexFormat.of().formatHex(Sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    }
}
