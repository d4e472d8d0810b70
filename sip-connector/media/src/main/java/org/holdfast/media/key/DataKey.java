package org.holdfast.media.key;

import javax.crypto.SecretKey;

/** The key of one thing, e.g. of one recording, ready to use and as it may be written down beside that thing. Immutable. */
public record DataKey(SecretKey secret, WrappedKey wrapped) {}
