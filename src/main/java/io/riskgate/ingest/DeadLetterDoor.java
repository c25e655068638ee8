package io.riskgate.ingest;

import io.riskgate.decision.Answer;
import io.riskgate.decision.Decisions;
import io.riskgate.outcome.Outcomes;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;

/** The doors of Kafka, for a record that is sent through them by hand. */
@Component
class DeadLetterDoor {

    static final String TRANSACTIONS = "riskgate.transactions";
    static final String OUTCOMES = "riskgate.outcomes";

    private final Decisions decisions;
    private final Outcomes outcomes;
    private final TransactionReader transactions;
    private final OutcomeReader reports;

    DeadLetterDoor(Decisions decisions, Outcomes outcomes, IngestSettings settings, Clock clock) {
        this.decisions = decisions;
        this.outcomes = outcomes;
        UnknownFields unknown = settings.unknownFields().kafka().counting(field -> {});
        this.transactions = new TransactionReader(unknown, clock);
        this.reports = new OutcomeReader(unknown);
    }

    /**
     * Sends a value through the door of a topic; durable when it returns.
     *
     * @throws RefusedException as the door refuses it
     */
    void send(String topic, byte @Nullable [] value) {
        if (value == null) {
            throw new RefusedException(ErrorCode.MALFORMED_JSON, "The record has no value.");
        }
        switch (topic) {
            case TRANSACTIONS -> decide(value);
            case OUTCOMES -> outcomes.accept(List.of(reports.read(value)));
            default ->
                    throw new RefusedException(
                            ErrorCode.UNPROCESSABLE, "No door belongs to the topic " + topic + ".");
        }
    }

    private void decide(byte[] value) {
        Decisions.Call call =
                new Decisions.Call(transactions.read(value), null, false, Decisions.Door.KAFKA);
        switch (decisions.decide(call)) {
            case Answer.Decided decided -> {}
            case Answer.Conflict(String detail) ->
                    throw new RefusedException(ErrorCode.TRANSACTION_CONFLICT, detail);
            case Answer.Imported imported -> throw imported();
            case Answer.Overloaded(String detail) ->
                    throw new RefusedException(ErrorCode.OVERLOADED, detail);
            case Answer.Undurable(String detail) ->
                    throw new RefusedException(ErrorCode.JOURNAL_UNAVAILABLE, detail);
        }
    }

    private static RefusedException imported() {
        return new RefusedException(
                ErrorCode.STATE_CONFLICT,
                "This transaction was imported; it was recorded, not decided.");
    }
}
