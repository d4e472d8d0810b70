package org.holdfast.storage.object;

import java.io.IOException;
import java.io.Serial;
import org.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/** The store did not do what it was asked. What it did is not known: ask again, or look. */
public final class ObjectStoreFailed extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final StoreFault fault;

    public ObjectStoreFailed(StoreFault fault, String said, @Nullable Throwable cause) {
        super(said, cause);
        this.fault = fault;
    }

    /** What kind of failure it was. */
    public StoreFault fault() {
        return fault;
    }

    /** What an operator reads where work that failed is listed. */
    @Override
    public String toString() {
        return explained();
    }

    /** For people: what it means, and what the store said. */
    public Wording wording() {
        return Wording.of("%s (%s)", fault.meaning(), String.valueOf(getMessage()));
    }

    /** The same in English. */
    public String explained() {
        return wording().english();
    }
}
