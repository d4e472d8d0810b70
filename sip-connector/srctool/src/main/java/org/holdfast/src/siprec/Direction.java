package org.holdfast.src.siprec;

/** How a hold or its end is written into SDP. */
public enum Direction {
    /** {@code a=sendonly}: recorded. */
    SENDONLY,
    /** {@code a=inactive}: on hold or paused. */
    INACTIVE,
    /** No attribute at all, as most of the installed base sends it. */
    UNSAID,
    /** {@code c=IN IP4 0.0.0.0} without attribute: hold in the manner of RFC 2543, still BroadWorks' way. */
    BLACK_HOLE
}
