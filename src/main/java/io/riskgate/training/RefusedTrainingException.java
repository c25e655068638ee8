package io.riskgate.training;

/** Data that cannot be trained on; the message says why, with figures, and what to do. */
class RefusedTrainingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedTrainingException(String message) {
        super(message);
    }
}
