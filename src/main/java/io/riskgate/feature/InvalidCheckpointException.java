package io.riskgate.feature;

import java.io.IOException;

/** A checkpoint that cannot be used: torn, damaged, or of another plan. */
public class InvalidCheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public InvalidCheckpointException(String message) {
        super(message);
    }
}
