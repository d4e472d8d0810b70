package org.holdfast.storage.object;

import java.nio.charset.StandardCharsets;

/** What a key may look like: parts of a path that leads nowhere but down. Some stores keep objects as files. Stateless. */
public final class ObjectKey {
    /** The most that S3 takes. */
    private static final int MOST_BYTES = 1024;

    private ObjectKey() {}

    /**
     * Refuses what could lead out of where it belongs.
     *
     * @throws ObjectStoreFailed with {@link StoreFault#FORBIDDEN}
     */
    public static void require(String key) throws ObjectStoreFailed {
        if (!leadsDown(key)) {
            throw new ObjectStoreFailed(
                    StoreFault.FORBIDDEN, "key '" + printable(key) + "' leads out of the store", null);
        }
    }

    /** Whether the key has parts, each with a name, none of them only dots. */
    public static boolean leadsDown(String key) {
        if (key.isEmpty()
                || key.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES
                || key.indexOf('\\') >= 0
                || key.codePoints().anyMatch(Character::isISOControl)) {
            return false;
        }
        for (String part : key.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static String printable(String key) {
        return key.replaceAll("\\p{Cntrl}", "?");
    }
}
