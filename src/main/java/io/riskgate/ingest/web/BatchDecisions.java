package io.riskgate.ingest.web;

import io.riskgate.decision.Decision;
import io.riskgate.decision.Decisions;
import io.riskgate.ingest.TransactionBatch;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.Transaction;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Decides the transactions of a batch: those of one account in order, accounts side by side. */
final class BatchDecisions {

    private static final Logger log = LoggerFactory.getLogger(BatchDecisions.class);

    /* Enough to fill a group commit, too few for one batch to crowd out single calls. */
    private static final int ACCOUNTS_AT_ONCE = 64;

    private final Decisions decisions;

    BatchDecisions(Decisions decisions) {
        this.decisions = decisions;
    }

    /** What became of one transaction of a batch. */
    sealed interface Result {}

    /** It was decided. */
    record Decided(Decision decision) implements Result {}

    /** It was not. */
    record Refused(RefusedException refusal) implements Result {}

    /** The results, in the order of the batch. */
    List<Result> decide(TransactionBatch batch, CallHeaders headers) {
        Result[] results = new Result[batch.items().size()];
        Map<String, List<Integer>> accounts = new LinkedHashMap<>();
        for (int index = 0; index < results.length; index++) {
            switch (batch.items().get(index)) {
                case TransactionBatch.Refused(RefusedException refusal) ->
                        results[index] = new Refused(refusal);
                case TransactionBatch.Readable(Transaction transaction) ->
                        accounts.computeIfAbsent(
                                        transaction.accountId(), account -> new ArrayList<>())
                                .add(index);
            }
        }
        Semaphore room = new Semaphore(ACCOUNTS_AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (List<Integer> indexes : accounts.values()) {
                room.acquireUninterruptibly();
                threads.execute(
                        () -> {
                            try {
                                for (int index : indexes) {
                                    results[index] = decide(batch.items().get(index), headers);
                                }
                            } finally {
                                room.release();
                            }
                        });
            }
        }
        return List.of(results);
    }

    private Result decide(TransactionBatch.Item item, CallHeaders headers) {
        Transaction transaction = ((TransactionBatch.Readable) item).transaction();
        Decisions.Call call =
                new Decisions.Call(
                        transaction, headers.budget(), headers.dryRun(), Decisions.Door.BATCH);
        try (var known = MDC.putCloseable("transactionId", transaction.transactionId())) {
            return new Decided(Answers.decided(decisions.decide(call)).decision());
        } catch (RefusedException e) {
            return new Refused(e);
        } catch (RuntimeException e) {
            log.error("A transaction of a batch failed", e);
            return new Refused(
                    new RefusedException(
                            ErrorCode.INTERNAL_ERROR,
                            "This transaction failed; the service's log has the cause."));
        }
    }
}
