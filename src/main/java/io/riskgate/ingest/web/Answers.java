package io.riskgate.ingest.web;

import io.riskgate.decision.Answer;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

/** What each kind of answer is to an HTTP caller. */
final class Answers {

    private Answers() {}

    /**
     * The decision that was made.
     *
     * @throws RefusedException where none was
     */
    static Answer.Decided decided(Answer answer) {
        return switch (answer) {
            case Answer.Decided decided -> decided;
            case Answer.Conflict(String detail) ->
                    throw new RefusedException(ErrorCode.TRANSACTION_CONFLICT, detail);
            case Answer.Imported() ->
                    throw new RefusedException(
                            ErrorCode.STATE_CONFLICT,
                            "This transaction was imported: it is recorded and is not decided.");
            case Answer.Overloaded(String detail) ->
                    throw new RefusedException(ErrorCode.OVERLOADED, detail);
            case Answer.Undurable(String detail) ->
                    throw new RefusedException(ErrorCode.JOURNAL_UNAVAILABLE, detail);
        };
    }
}
