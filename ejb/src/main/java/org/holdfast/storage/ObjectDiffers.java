package org.holdfast.storage;

import java.io.IOException;
import java.io.Serial;

/** What is in the bucket is not what was sent, or was there before. It is never overwritten: people must look. */
final class ObjectDiffers extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    ObjectDiffers(String key, String found, String expected) {
        super("object %s has digest %s, expected was %s".formatted(key, found, expected));
    }
}
