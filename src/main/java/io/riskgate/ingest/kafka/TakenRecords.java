package io.riskgate.ingest.kafka;

import io.riskgate.decision.Answer;
import io.riskgate.decision.Decisions;
import io.riskgate.ingest.kafka.TransactionListener.Taken;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Takes the records of one poll to their decisions. */
final class TakenRecords {

    /*
     * What stands on the topic is never shed: what the gate has no room for is waited for, in its order, so that nothing
     * overtakes. That ends before the broker takes this consumer for dead; then the records come again.
     */
    private static final Logger log = LoggerFactory.getLogger(TakenRecords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 1_000_000;

    private final Decisions decisions;
    private final Letters letters;
    private final long deadline = System.nanoTime() + PATIENCE.toNanos();

    TakenRecords(Decisions decisions, Letters letters) {
        this.decisions = decisions;
        this.letters = letters;
    }

    /**
     * Durable, or among the dead letters, when it returns.
     *
     * @throws NotTakenException where neither is possible now
     */
    void decide(List<Taken> records) {
        int next = 0;
        while (next < records.size()) {
            List<Taken> rest = records.subList(next, records.size());
            List<CompletableFuture<Answer>> answers = submit(rest);
            int settled = settle(rest, answers);
            next += settled;
            if (settled < rest.size()) {
                pause();
            }
        }
    }

    private List<CompletableFuture<Answer>> submit(List<Taken> records) {
        return decisions.submit(
                records.stream()
                        .map(
                                taken ->
                                        new Decisions.Call(
                                                taken.transaction(),
                                                null,
                                                false,
                                                Decisions.Door.KAFKA))
                        .toList());
    }

    /** How many from the first on are done with; the next one is to be tried again. */
    private int settle(List<Taken> records, List<CompletableFuture<Answer>> answers) {
        for (int i = 0; i < records.size(); i++) {
            if (!isSettled(records.get(i), answers.get(i))) {
                return i;
            }
        }
        return records.size();
    }

    private boolean isSettled(Taken taken, CompletableFuture<Answer> future) {
        Answer answer;
        try {
            answer = future.join();
        } catch (CompletionException failed) {
            refuseIfItsOwn(taken, failed.getCause() == null ? failed : failed.getCause());
            return true;
        }
        return switch (answer) {
            case Answer.Decided decided -> true;
            case Answer.Conflict(String detail) ->
                    isRefused(taken, ErrorCode.TRANSACTION_CONFLICT, detail);
            case Answer.Imported imported ->
                    isRefused(
                            taken,
                            ErrorCode.STATE_CONFLICT,
                            "This transaction was imported; it was recorded, not decided.");
            case Answer.Overloaded overloaded -> false;
            case Answer.Undurable undurable -> false;
        };
    }

    private boolean isRefused(Taken taken, ErrorCode code, String detail) {
        letters.add(taken.record(), new RefusedException(code, detail));
        return true;
    }

    /* A store that is away fails every record; what fails with the store there is about this one. */
    private void refuseIfItsOwn(Taken taken, Throwable failure) {
        if (failure instanceof DataAccessException) {
            throw new NotTakenException("the journal cannot be read now", failure);
        }
        log.error(
                "Transaction {} could not be decided.",
                taken.transaction().transactionId(),
                failure);
        isRefused(taken, ErrorCode.INTERNAL_ERROR, "The transaction could not be decided.");
    }

    private void pause() {
        if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
            throw new NotTakenException("decisions do not become durable now", null);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
