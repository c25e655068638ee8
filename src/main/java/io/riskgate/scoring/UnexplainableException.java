package io.riskgate.scoring;

/** Why the scores of a model cannot be explained. */
final class UnexplainableException extends Exception {

    private static final long serialVersionUID = 1L;

    UnexplainableException(String why) {
        super(why);
    }
}
