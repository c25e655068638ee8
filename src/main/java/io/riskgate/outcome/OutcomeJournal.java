package io.riskgate.outcome;

import io.riskgate.transaction.Transaction;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where reports become durable, and where what was reported before is found again. */
public interface OutcomeJournal {

    /**
     * Appends reports that were given numbers, all or none of them.
     *
     * @return completes once durable; exceptionally when they never will be
     */
    CompletableFuture<Void> append(List<NumberedReport> reports);

    /** Waits until room is free for this many reports; without room nothing must be numbered. */
    boolean hasRoomFor(int reports);

    /** The report of this id, durable or on its way to be. */
    Optional<ReportedOutcome> report(String outcomeId);

    /** Everything reported of a transaction so far, in order of arrival. */
    TransactionReports reportsOf(String transactionId);

    /** The transaction of this id where it has arrived. */
    Optional<Transaction> transaction(String transactionId);

    /** Keeps the labels of a transaction that has not arrived, for when it does. */
    void await(String transactionId, TransactionReports reports);

    /** A report and its number in the one order. */
    record NumberedReport(long sequence, ReportedOutcome report) {}
}
