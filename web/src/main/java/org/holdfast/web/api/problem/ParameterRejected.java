package org.holdfast.web.api.problem;

import java.io.Serial;

/** A parameter of the request cannot be used. Its message is meant for the caller. */
public final class ParameterRejected extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final String parameter;

    public ParameterRejected(String parameter, String message) {
        super(message);
        this.parameter = parameter;
    }

    /** Its name, as the caller wrote it. */
    public String parameter() {
        return parameter;
    }
}
