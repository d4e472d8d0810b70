package org.holdfast.live;

/** What became of something asked of a running call. */
public enum LiveAnswer {
    /** Its recorder did it. */
    DONE,
    /** No such call is running. */
    NOT_RUNNING,
    /** Its recorder did not answer in time: whether it was done is not known. */
    NO_ANSWER
}
