package io.riskgate.scoring;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import java.util.Map;

/** A model file that cannot serve: what was found, and what is accepted. */
final class UnacceptableModelException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String found;
    private final String accepted;

    UnacceptableModelException(String found, String accepted) {
        super("Found " + found + "; accepted is " + accepted + ".");
        this.found = found;
        this.accepted = accepted;
    }

    RefusedException refusal() {
        return new RefusedException(
                ErrorCode.UNPROCESSABLE,
                String.valueOf(getMessage()),
                Map.of("found", found, "accepted", accepted));
    }
}
