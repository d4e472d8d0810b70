package org.holdfast.live;

/** What becomes of the wish to listen to a running call. */
public sealed interface ListenAnswer {
    /** Listen, and close. */
    record Begun(Listening listening) implements ListenAnswer {}

    /** No such call is running. */
    record NotRunning() implements ListenAnswer {}

    /** Its journal is not on this node. */
    record Elsewhere(String node) implements ListenAnswer {}

    /** So many listen already. */
    record TooMany(int most) implements ListenAnswer {}
}
