package org.holdfast.media.key;

/**
 * Who seals key encryption keys and alone opens what it sealed: a key management service. Asked before a node starts and by
 * hand, never by a recorder that runs, which depends on nothing but its disk.
 */
public interface KeyKeeper {
    /**
     * Seals a key.
     *
     * @param id of the key; only as the key of that id it can be opened again
     * @throws KeyUnavailable when the keeper is out of reach, or refuses
     */
    byte[] sealed(String id, byte[] key) throws KeyUnavailable;

    /**
     * Opens what {@link #sealed} gave.
     *
     * @throws KeyUnavailable when the keeper is out of reach, refuses, or did not seal it as the key of that id
     */
    byte[] opened(String id, byte[] sealed) throws KeyUnavailable;
}
