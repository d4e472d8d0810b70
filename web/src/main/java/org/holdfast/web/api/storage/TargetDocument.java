package org.holdfast.web.api.storage;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.storage.object.TargetState;
import org.holdfast.storage.s3.S3Terms;
import org.holdfast.storage.target.KnownTarget;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.TargetAddress;
import org.holdfast.storage.target.TargetTerms;
import org.holdfast.web.api.people.Body;
import org.jspecify.annotations.Nullable;

/**
 * A storage target as REST has it, with how it fares on this node. Its secret goes in as {@code secretKey} and never comes out.
 *
 * @param place what copies of recordings call it, and its id in paths
 */
public record TargetDocument(
        String place,
        String name,
        boolean enabled,
        int position,
        String type,
        String endpoint,
        String region,
        String bucket,
        String prefix,
        String accessKey,
        String directory,
        boolean pathStyle,
        boolean checksums,
        String encryption,
        String kmsKey,
        String storageClass,
        String lockMode,
        int lockDays,
        List<UUID> groups,
        List<String> tags,
        String mirror,
        int presignSeconds,
        double monthlyPricePerGb,
        State state) {

    /** What may be sent. */
    static final String[] FIELDS = {
        "place",
        "name",
        "enabled",
        "position",
        "type",
        "endpoint",
        "region",
        "bucket",
        "prefix",
        "accessKey",
        "secretKey",
        "directory",
        "pathStyle",
        "checksums",
        "encryption",
        "kmsKey",
        "storageClass",
        "lockMode",
        "lockDays",
        "groups",
        "tags",
        "mirror",
        "presignSeconds",
        "monthlyPricePerGb",
        "state"
    };

    /** How it fares. */
    public record State(
            String address,
            boolean healthy,
            String explained,
            int failures,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable Instant pausedUntil) {
        static State of(TargetState state) {
            return new State(
                    state.address(),
                    state.isWell(),
                    state.explained(),
                    state.failures(),
                    state.lastSuccess(),
                    state.lastFailure(),
                    state.pausedUntil());
        }
    }

    static TargetDocument of(StorageTarget target) {
        KnownTarget known = target.known();
        TargetAddress at = known.address();
        TargetTerms terms = known.terms();
        KnownTarget.Use use = known.use();
        return new TargetDocument(
                known.place(),
                known.name(),
                known.enabled(),
                known.position(),
                word(at.type()),
                at.endpoint(),
                at.region(),
                at.bucket(),
                at.prefix(),
                at.accessKey(),
                at.directory(),
                terms.pathStyle(),
                terms.checksums(),
                word(terms.encryption()),
                terms.kmsKey(),
                terms.storageClass(),
                word(terms.lock()),
                terms.lockDays(),
                use.groups(),
                use.tags(),
                use.mirror(),
                use.presignSeconds(),
                use.monthlyPricePerGb(),
                State.of(target.state()));
    }

    /** What the body wants; what it does not name is as before. */
    static KnownTarget wanted(UUID id, Body body, KnownTarget before) {
        return new KnownTarget(
                id,
                before.version(),
                or(body.text("name"), before.name()).strip(),
                or(body.flag("enabled"), before.enabled()),
                number(body, "position", before.position()),
                address(body, before.address()),
                terms(body, before.terms()),
                use(body, before.use()));
    }

    /** What a new one is where nothing is said. */
    static KnownTarget fresh(UUID id, Body body) {
        TargetAddress.Type type = word(body, "type", TargetAddress.Type.class, TargetAddress.Type.COMPATIBLE);
        return new KnownTarget(
                id,
                0,
                "",
                true,
                100,
                new TargetAddress(type, "", "us-east-1", "", "holdfast", "", ""),
                TargetTerms.usual(type != TargetAddress.Type.AWS),
                KnownTarget.Use.EVERYTHING);
    }

    private static TargetAddress address(Body body, TargetAddress before) {
        return new TargetAddress(
                word(body, "type", TargetAddress.Type.class, before.type()),
                or(body.text("endpoint"), before.endpoint()).strip(),
                or(body.text("region"), before.region()).strip(),
                or(body.text("bucket"), before.bucket()).strip(),
                or(body.text("prefix"), before.prefix()).strip(),
                or(body.text("accessKey"), before.accessKey()).strip(),
                or(body.text("directory"), before.directory()).strip());
    }

    private static TargetTerms terms(Body body, TargetTerms before) {
        return new TargetTerms(
                or(body.flag("pathStyle"), before.pathStyle()),
                or(body.flag("checksums"), before.checksums()),
                word(body, "encryption", S3Terms.Encryption.class, before.encryption()),
                or(body.text("kmsKey"), before.kmsKey()).strip(),
                or(body.text("storageClass"), before.storageClass()).strip(),
                word(body, "lockMode", S3Terms.Lock.class, before.lock()),
                number(body, "lockDays", before.lockDays()));
    }

    private static KnownTarget.Use use(Body body, KnownTarget.Use before) {
        var price = body.decimal("monthlyPricePerGb");
        return new KnownTarget.Use(
                or(body.ids("groups"), before.groups()),
                or(body.texts("tags"), before.tags()).stream()
                        .map(String::strip)
                        .toList(),
                or(body.text("mirror"), before.mirror()).strip(),
                number(body, "presignSeconds", before.presignSeconds()),
                price == null ? before.monthlyPricePerGb() : price.doubleValue());
    }

    private static <T> T or(@Nullable T wanted, T before) {
        return wanted == null ? before : wanted;
    }

    private static int number(Body body, String field, int before) {
        Integer wanted = body.number(field);
        return wanted == null ? before : wanted;
    }

    private static <E extends Enum<E>> E word(Body body, String field, Class<E> words, E before) {
        String wanted = body.text(field);
        if (wanted == null) {
            return before;
        }
        for (E one : words.getEnumConstants()) {
            if (word(one).equals(wanted)) {
                return one;
            }
        }
        throw ChangeRejected.invalid(field, "%s has no value %s.", field, wanted);
    }

    /** E.g. {@code sse-kms}. */
    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
