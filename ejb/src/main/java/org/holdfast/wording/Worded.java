package org.holdfast.wording;

/** Something that is refused, told to whoever asked in their language; as an exception, its message tells the same in English. */
public interface Worded {
    /** Why. */
    Wording wording();
}
