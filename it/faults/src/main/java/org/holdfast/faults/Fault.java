package org.holdfast.faults;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What goes wrong where: one Byteman rule.
 *
 * @param name of the rule; no two of a process share one
 * @param condition in Byteman's language
 * @param action in Byteman's language
 */
public record Fault(String name, Place place, String condition, String action) {
    /** What a process that was halted on purpose leaves as its exit status. */
    public static final int HALTED = 97;

    /** The process ends at once, as by {@code kill -9}, the n-th time it comes by; a file is made then, so that its age tells when. */
    public static Fault halt(String name, Place place, int nth, Path then) {
        return new Fault(
                name,
                place,
                "incrementCounter(\"" + name + "\") == " + nth,
                marker("set", then) + "; killJVM(" + HALTED + ")");
    }

    /** The method fails like a broken disk for as long as a file exists. */
    public static Fault ioError(String name, Place place, Path whileThere) {
        return new Fault(
                name, place, marker("isSet", whileThere), "throw new java.io.IOException(\"Input/output error\")");
    }

    /** The method waits for as long as a file exists. */
    public static Fault delay(String name, Place place, Duration time, Path whileThere) {
        return new Fault(name, place, marker("isSet", whileThere), "delay(" + time.toMillis() + ")");
    }

    private static String marker(String verb, Path file) {
        return Marker.class.getName() + "." + verb + "(\"" + file.toAbsolutePath() + "\")";
    }

    String rule() {
        return "RULE %s%nCLASS %s%nMETHOD %s%n%s%nIF %s%nDO %s%nENDRULE%n"
                .formatted(name, place.type(), place.method(), place.where(), condition, action);
    }
}
