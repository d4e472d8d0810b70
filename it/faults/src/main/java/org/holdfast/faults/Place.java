package org.holdfast.faults;

/**
 * A place in code, in Byteman's words.
 *
 * @param type fully qualified, nested classes behind a {@code $}
 * @param method with its parameter types where the name alone says too little, e.g. {@code move(Path, Path)}
 * @param where {@code AT ENTRY}, {@code AT EXIT}, {@code AFTER INVOKE move} and the like
 */
public record Place(String type, String method, String where) {
    /** Before the first statement of a method. */
    public static Place entering(String type, String method) {
        return new Place(type, method, "AT ENTRY");
    }

    /** When a method returns in order. */
    public static Place leaving(String type, String method) {
        return new Place(type, method, "AT EXIT");
    }

    /** Within a method, before it calls another. */
    public static Place before(String type, String method, String called) {
        return new Place(type, method, "AT INVOKE " + called);
    }

    /** Within a method, once a call of another has returned. */
    public static Place after(String type, String method, String called) {
        return new Place(type, method, "AFTER INVOKE " + called);
    }

    /** The name of the method without its parameters. */
    public String methodName() {
        return method.replaceAll("\\(.*", "");
    }
}
