package io.riskgate.platform;

/**
 * Riskgate cannot start or go on as it is configured; the message is one sentence that says what
 * happened and what to do, and it is all that the operator is shown.
 */
public final class RefusedStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RefusedStartException(String sentence) {
        super(sentence);
    }

    public RefusedStartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
