package io.riskgate.journal;

import io.riskgate.feature.LabelTimeline;
import io.riskgate.feature.Observation;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.TransactionReports;

import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** What was reported of transactions that have not arrived. */
@Component
class WaitingReports {

    /*
     * A transaction looks here and is observed, a report looks whether its transaction is there and is numbered: were the
     * two to interleave, a report could miss its transaction and the transaction its report. Transactions hold the lock
     * shared, so they never wait for one another; reports on absent transactions, which are rare, hold it alone.
     */
    private final StampedLock lock = new StampedLock();
    private final Map<String, TransactionReports> reports = new ConcurrentHashMap<>();

    void load(Map<String, TransactionReports> waiting) {
        reports.putAll(waiting);
    }

    /** Observes a transaction with what waits for it. */
    Observation with(String transactionId, Function<LabelTimeline, Observation> engine) {
        long stamp = lock.readLock();
        try {
            TransactionReports waiting = reports.get(transactionId);
            return engine.apply(waiting == null ? LabelTimeline.NONE : waiting.timeline());
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Does something about an absent transaction while none can arrive. */
    <T> T whileNoneArrives(Supplier<T> action) {
        long stamp = lock.writeLock();
        try {
            return action.get();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    void add(ReportedOutcome report) {
        reports.merge(
                report.transactionId(),
                TransactionReports.NONE.with(report),
                (before, one) -> before.with(report));
    }

    /** The transaction arrived and is durable: from now on its reports are found in the ledger. */
    void arrived(String transactionId) {
        if (!reports.isEmpty()) {
            reports.remove(transactionId);
        }
    }
}
