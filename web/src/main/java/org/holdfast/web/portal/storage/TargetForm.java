package org.holdfast.web.portal.storage;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.storage.s3.S3Terms;
import org.holdfast.storage.target.KnownTarget;
import org.holdfast.storage.target.TargetAddress;
import org.holdfast.storage.target.TargetTerms;
import org.holdfast.web.portal.Texts;

/** What is filled in about a target: texts by the names of the fields. Of one request. */
public class TargetForm {
    private final Map<String, Object> fields = new HashMap<>(Map.of(
            "name",
            "",
            "enabled",
            true,
            "position",
            "100",
            "type",
            "COMPATIBLE",
            "prefix",
            "holdfast",
            "region",
            "us-east-1",
            "pathStyle",
            true,
            "encryption",
            "NONE",
            "lock",
            "NONE",
            "groups",
            new String[0]));

    /** Fields by name, for the page. */
    public Map<String, Object> getFields() {
        return fields;
    }

    void show(KnownTarget target) {
        TargetAddress at = target.address();
        TargetTerms terms = target.terms();
        KnownTarget.Use use = target.use();
        fields.put("name", target.name());
        fields.put("enabled", target.enabled());
        fields.put("position", String.valueOf(target.position()));
        fields.put("type", at.type().name());
        fields.put("endpoint", at.endpoint());
        fields.put("region", at.region());
        fields.put("bucket", at.bucket());
        fields.put("prefix", at.prefix());
        fields.put("accessKey", at.accessKey());
        fields.put("directory", at.directory());
        fields.put("pathStyle", terms.pathStyle());
        fields.put("checksums", terms.checksums());
        fields.put("encryption", terms.encryption().name());
        fields.put("kmsKey", terms.kmsKey());
        fields.put("storageClass", terms.storageClass());
        fields.put("lock", terms.lock().name());
        fields.put("lockDays", String.valueOf(terms.lockDays()));
        fields.put("groups", use.groups().stream().map(UUID::toString).toArray(String[]::new));
        fields.put("tags", String.join(", ", use.tags()));
        fields.put("mirror", use.mirror());
        fields.put("presignSeconds", String.valueOf(use.presignSeconds()));
        fields.put("price", String.valueOf(use.monthlyPricePerGb()));
    }

    KnownTarget wanted(UUID id) {
        TargetAddress.Type type = TargetAddress.Type.valueOf(text("type"));
        TargetAddress address = new TargetAddress(
                type,
                text("endpoint"),
                text("region"),
                text("bucket"),
                text("prefix"),
                text("accessKey"),
                text("directory"));
        TargetTerms terms = type == TargetAddress.Type.DIRECTORY
                ? TargetTerms.usual(true)
                : new TargetTerms(
                        on("pathStyle"),
                        on("checksums"),
                        S3Terms.Encryption.valueOf(text("encryption")),
                        text("kmsKey"),
                        text("storageClass"),
                        S3Terms.Lock.valueOf(text("lock")),
                        number("lockDays"));
        return new KnownTarget(id, 0, text("name"), on("enabled"), number("position"), address, terms, use());
    }

    private KnownTarget.Use use() {
        return new KnownTarget.Use(
                groups(),
                Arrays.stream(text("tags").split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList(),
                text("mirror"),
                number("presignSeconds"),
                price());
    }

    private List<UUID> groups() {
        return fields.get("groups") instanceof Object[] chosen
                ? Arrays.stream(chosen)
                        .map(Objects::toString)
                        .map(UUID::fromString)
                        .toList()
                : List.of();
    }

    String text(String field) {
        return Objects.toString(fields.get(field), "").strip();
    }

    private boolean on(String field) {
        return Boolean.parseBoolean(text(field));
    }

    private int number(String field) {
        try {
            return text(field).isEmpty() ? 0 : Integer.parseInt(text(field));
        } catch (NumberFormatException odd) {
            throw ChangeRejected.invalid(field, "%s", Texts.of("number.wrong", text(field)));
        }
    }

    private double price() {
        try {
            return text("price").isEmpty() ? 0 : Double.parseDouble(text("price"));
        } catch (NumberFormatException odd) {
            throw ChangeRejected.invalid("monthlyPricePerGb", "%s", Texts.of("target.price.wrong", text("price")));
        }
    }
}
