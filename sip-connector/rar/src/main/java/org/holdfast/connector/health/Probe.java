package org.holdfast.connector.health;

/**
 * A question to one part of the recorder.
 *
 * @param name of the component, e.g. {@code journal}
 */
public record Probe(String name, Check check) {

    /** Returns when the part works, throws the reason when it does not. */
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }
}
