package org.holdfast.access.factor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.Sha256;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.secret.SecretBox;
import org.holdfast.secret.SecretUnreadable;
import org.holdfast.settings.Settings;

/**
 * The second factors of users. Each code lets in once, whichever of two requests at once is first. Stateless; who calls has
 * made sure that it is the user, or somebody who manages users.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class SecondFactors {
    private static final String KIND = "second factor";
    private static final int CODES_ON_PAPER = 10;

    /** 80 bits: nobody guesses one, not even from its digest. */
    private static final int PAPER_BYTES = 10;

    private static final SecureRandom RANDOM = new SecureRandom();

    private EntityManager entities;
    private AuditTrail audit;
    private Clock clock;
    private SecretBox secrets;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected SecondFactors() {}

    @Inject
    public SecondFactors(EntityManager entities, AuditTrail audit, Clock clock, Settings settings) {
        this.entities = entities;
        this.audit = audit;
        this.clock = clock;
        this.secrets = new SecretBox(settings);
    }

    /**
     * What a device is told once.
     *
     * @param secret for typing in
     * @param address for its camera
     */
    public record Enrolment(String secret, String address) {
        /** Never shows itself. */
        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    /** Whether the user is asked for a code. */
    public boolean isAsked(UUID userId) {
        return find(userId).filter(SecondFactor::isConfirmed).isPresent();
    }

    /** How many codes on paper are left. */
    public int codesOnPaper(UUID userId) {
        return find(userId).map(SecondFactor::codesOnPaper).orElse(0);
    }

    /** A secret for a device; nobody is asked for its codes until one of them was shown to {@link #confirm}. */
    public Enrolment begin(SignedIn user) {
        find(user.userId()).ifPresent(old -> {
            if (old.isConfirmed()) {
                throw ChangeRejected.conflict("", "There is a second factor already. Remove it first.");
            }
            old.remove();
        });
        entities.flush();
        OneTimeCode code = OneTimeCode.fresh();
        try {
            entities.persist(new SecondFactor(user.userId(), secrets.seal(code.secret(), user.userId())));
        } catch (IOException unwritable) {
            throw ChangeRejected.conflict("", "The secret cannot be sealed on this node: %s", unwritable);
        }
        return new Enrolment(code.base32(), code.address(user.login()));
    }

    /** The secret that was begun with and not confirmed yet; none, too, when it cannot be read here: another is begun with. */
    public Optional<Enrolment> begun(SignedIn user) {
        return find(user.userId())
                .filter(factor -> !factor.isConfirmed())
                .flatMap(this::device)
                .map(code -> new Enrolment(code.base32(), code.address(user.login())));
    }

    /**
     * The device works: from now on it is asked for.
     *
     * @return codes for when it is lost, known to nobody any more after this
     */
    public List<String> confirm(SignedIn user, String code) {
        SecondFactor factor =
                find(user.userId()).filter(begun -> !begun.isConfirmed()).orElseThrow(ChangeRejected::unknown);
        if (!takesOfDevice(factor, code)) {
            throw ChangeRejected.invalid("code", "This is not the present code of the device. Is its clock right?");
        }
        List<String> paper =
                Stream.generate(SecondFactors::paper).limit(CODES_ON_PAPER).toList();
        factor.confirm(
                clock.instant(), paper.stream().map(SecondFactors::digest).toList());
        audit.add(AuditEvent.of(user.actor(), AuditAction.CREATE, KIND, user.userId()));
        return paper;
    }

    /** Whether the code lets the user in: of the device, or on paper. It does not a second time. */
    public boolean takes(UUID userId, String code) {
        Optional<SecondFactor> factor = find(userId).filter(SecondFactor::isConfirmed);
        factor.ifPresent(found -> entities.refresh(found, LockModeType.PESSIMISTIC_WRITE));
        return factor.filter(found -> takesOfDevice(found, code) || found.takesOnPaper(digest(code)))
                .isPresent();
    }

    private boolean takesOfDevice(SecondFactor factor, String code) {
        return device(factor)
                .filter(device -> factor.takes(device, digits(code), clock.instant()))
                .isPresent();
    }

    /** None when its secret cannot be read on this node: codes on paper let in still. */
    private Optional<OneTimeCode> device(SecondFactor factor) {
        try {
            return Optional.of(factor.device(secrets));
        } catch (SecretUnreadable lost) {
            WorkerLog.LOG.secondFactorUnreadable(factor.id().toString(), String.valueOf(lost.getMessage()));
            return Optional.empty();
        }
    }

    /** Seals secrets that an earlier release kept in clear; a repeat changes nothing. */
    public void seal() throws IOException {
        for (SecondFactor factor : entities.createQuery("select f from SecondFactor f", SecondFactor.class)
                .getResultList()) {
            factor.seal(secrets);
        }
    }

    /** The device is lost, or no longer wanted. */
    public void remove(SignedIn by, UUID userId) {
        SecondFactor factor = find(userId).orElseThrow(ChangeRejected::unknown);
        boolean asked = factor.isConfirmed();
        factor.remove();
        if (asked) {
            audit.add(AuditEvent.of(by.actor(), AuditAction.DELETE, KIND, userId));
        }
    }

    private Optional<SecondFactor> find(UUID userId) {
        return entities.createQuery("select f from SecondFactor f where f.userId = :user", SecondFactor.class)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    private static String digits(String code) {
        return code.replaceAll("[ -]", "");
    }

    private static String paper() {
        byte[] random = new byte[PAPER_BYTES];
        RANDOM.nextBytes(random);
        return OneTimeCode.base32(random).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?=.)", "$1-");
    }

    private static String digest(String paper) {
        String plain = digits(paper).toLowerCase(Locale.ROOT);
        return HexFormat.of().formatHex(Sha256.digest(plain.getBytes(StandardCharsets.UTF_8)));
    }
}
