package org.holdfast.storage.target;

import java.net.URI;
import java.util.Set;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.storage.object.EndpointCheck;
import org.holdfast.storage.object.ObjectKey;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.StoreFault;
import org.holdfast.storage.s3.S3Terms;
import org.holdfast.wording.Wording;

/** What a target must be like before anything is sent there. Stateless. */
final class TargetRules {
    private static final int LONGEST_PRESIGN = 300;
    private static final int MOST_LOCK_DAYS = 36_500;
    private static final int MOST_CONDITIONS = 100;

    /** From these nothing can be read before it is restored, neither to verify it nor to play it. */
    private static final Set<String> NOT_READABLE = Set.of("GLACIER", "DEEP_ARCHIVE");

    private TargetRules() {}

    static void check(KnownTarget wanted) {
        String name = wanted.name();
        require(
                "name",
                !name.isBlank() && name.length() <= 100 && isPrintable(name),
                Wording.of("A name has 1 to 100 printable characters."));
        TargetAddress address = wanted.address();
        require(
                "prefix",
                ObjectKey.leadsDown(address.prefix()) && address.prefix().matches("[A-Za-z0-9._/-]{1,200}"),
                Wording.of("A prefix has parts of letters, digits, '.', '_' and '-', separated by '/'."));
        if (address.type() == TargetAddress.Type.DIRECTORY) {
            directory(wanted);
        } else {
            bucket(address);
            terms(wanted.terms());
        }
        use(wanted.use());
    }

    private static void directory(KnownTarget wanted) {
        require(
                "directory",
                ObjectKey.leadsDown(wanted.address().directory()),
                Wording.of("A directory is a relative path below storage.directory, without '..'."));
        require(
                "lockMode",
                wanted.terms().equals(TargetTerms.usual(true)) && wanted.use().presignSeconds() == 0,
                Wording.of("A directory has no encryption, class, lock or addresses of its own."));
    }

    private static void bucket(TargetAddress address) {
        require(
                "bucket",
                address.bucket().matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
                Wording.of("A bucket has 3 to 63 small letters, digits, '.' and '-'."));
        require("region", address.region().matches("[a-z0-9-]{1,40}"), Wording.of("A region is like eu-central-1."));
        require(
                "accessKey",
                address.accessKey().length() <= 200 && isPrintable(address.accessKey()),
                Wording.of("An access key is printable."));
        boolean compatible = address.type() == TargetAddress.Type.COMPATIBLE;
        require(
                "endpoint",
                !compatible || !address.endpoint().isEmpty(),
                Wording.of("A compatible server needs an endpoint."));
        if (!address.endpoint().isEmpty()) {
            endpoint(address.endpoint());
        }
    }

    /** A host that nobody knows now may be known later; an address that may never be asked is refused at once. */
    private static void endpoint(String endpoint) {
        try {
            EndpointCheck.require(URI.create(endpoint));
        } catch (IllegalArgumentException notAUrl) {
            throw ChangeRejected.invalid("endpoint", "An endpoint is an http or https URL.");
        } catch (ObjectStoreFailed failed) {
            require("endpoint", failed.fault() != StoreFault.ENDPOINT_REFUSED, failed.wording());
        }
    }

    private static void terms(TargetTerms terms) {
        require(
                "kmsKey",
                terms.kmsKey().isEmpty() || terms.encryption() == S3Terms.Encryption.SSE_KMS,
                Wording.of("A KMS key is used with sse-kms only."));
        require(
                "kmsKey",
                terms.kmsKey().length() <= 2048 && isPrintable(terms.kmsKey()),
                Wording.of("A KMS key is an id, alias or ARN."));
        require(
                "storageClass",
                terms.storageClass().matches("[A-Z_]{0,40}"),
                Wording.of("A storage class is like STANDARD_IA."));
        require(
                "storageClass",
                !NOT_READABLE.contains(terms.storageClass()),
                Wording.of(
                        "Nothing can be read back from this class; use GLACIER_IR, or a lifecycle rule of the bucket later on."));
        boolean locks = terms.lock() != S3Terms.Lock.NONE;
        require(
                "lockDays",
                locks ? terms.lockDays() >= 1 && terms.lockDays() <= MOST_LOCK_DAYS : terms.lockDays() == 0,
                Wording.of("With a lock, 1 to %s days; without, 0.", MOST_LOCK_DAYS));
    }

    private static void use(KnownTarget.Use use) {
        require(
                "presignSeconds",
                use.presignSeconds() >= 0 && use.presignSeconds() <= LONGEST_PRESIGN,
                Wording.of("Addresses live 1 to %s seconds; 0: there are none.", LONGEST_PRESIGN));
        require(
                "monthlyPricePerGb",
                use.monthlyPricePerGb() >= 0 && use.monthlyPricePerGb() < 1000,
                Wording.of("A price is 0 or more."));
        require("groups", use.groups().size() <= MOST_CONDITIONS, Wording.of("There are too many groups."));
        require(
                "tags",
                use.tags().size() <= MOST_CONDITIONS && use.tags().stream().allMatch(TargetRules::isTag),
                Wording.of("A tag has 1 to 100 printable characters."));
    }

    private static boolean isTag(String tag) {
        return !tag.isBlank() && tag.length() <= 100 && isPrintable(tag);
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Character::isISOControl);
    }

    private static void require(String field, boolean holds, Wording otherwise) {
        if (!holds) {
            throw ChangeRejected.invalid(field, "%s", otherwise);
        }
    }
}
