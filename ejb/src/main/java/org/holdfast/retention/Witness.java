package org.holdfast.retention;

/** Is told of each thing that a deletion removes, and of what it leaves. Used by one thread. */
@FunctionalInterface
public interface Witness {
    /** Nobody wants to know. */
    Witness NOBODY = (kind, what) -> {};

    /**
     * Something is gone.
     *
     * @param kind {@code row}, {@code object}, {@code version}, {@code file}, {@code journal} or {@code key}
     * @param what table and id, key, or path
     */
    void removed(String kind, String what);

    /** Something stays for now. */
    default void stays(String kind, String what, String because) {}
}
