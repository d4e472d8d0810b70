package org.holdfast.storage.target;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.storage.object.ObjectKey;

/** Where in the bucket a recording lies: {@code prefix/tenant/yyyy/mm/dd/<id>/}. Ids alone, nothing personal. Immutable. */
public record ObjectKeys(String prefix) {
    public static final String MANIFEST = "manifest.json";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final Pattern MANIFEST_KEY = Pattern.compile(
            ".*/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/manifest(-[0-9a-f]{12})?\\.json");

    /** What every key of that recording begins with. */
    public String folder(UUID tenant, UUID recording, Instant startedAt) {
        return "%s/%s/%s/%s/".formatted(prefix, tenant, DAY.format(startedAt), recording);
    }

    /** A manifest that says other than the first; named by what it says, it never meets another. */
    public static String laterManifest(String sha256) {
        return "manifest-" + sha256.substring(0, 12) + ".json";
    }

    /** Whose manifest is under that key. */
    public static Optional<UUID> recordingOfManifest(String key) {
        Matcher matcher = MANIFEST_KEY.matcher(key);
        return matcher.matches() ? Optional.of(UUID.fromString(matcher.group(1))) : Optional.empty();
    }

    /** Whether the key lies in a folder of that recording and nowhere else. */
    public static boolean belongsTo(UUID recording, String key) {
        return key.contains("/" + recording + "/") && ObjectKey.leadsDown(key);
    }
}
