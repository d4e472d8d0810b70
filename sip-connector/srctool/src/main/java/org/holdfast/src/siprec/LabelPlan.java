package org.holdfast.src.siprec;

/** How an SRC labels its m-lines (RFC 4574): the label of the first, and whether it counts up or down from there. */
public record LabelPlan(int first, int step) {
    /** The label of the m-line with that index. */
    public String label(int line) {
        return Integer.toString(first + step * line);
    }
}
