package io.riskgate.outcome;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

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

    /** Gives up a number that was given to a report which will not be appended. */
    void abandon(long sequence);

    /** Whether there is room for this many reports; without room nothing must be numbered. */
    boolean hasRoomFor(int reports);

    /** The report of this id, durable or on its way to be. */
    Optional<ReportedOutcome> report(String outcomeId);

    /**
     * Gives reports their numbers, in order, while the standing of their transactions cannot
     * change. Everything that must be looked up is looked up before the first number is taken: what
     * is numbered after it becomes durable after it, and waits for as long as this takes. Where one
     * cannot be numbered, those before it are given up.
     *
     * @param numbering takes the transaction, where it has arrived, and everything reported of it,
     *     the report to number last
     */
    List<NumberedReport> number(List<ReportedOutcome> reports, Numbering numbering);

    /** Takes a number for a report. */
    interface Numbering {
        long number(@Nullable Transaction of, TransactionReports reports);
    }

    /** A report and its number in the one order. */
    record NumberedReport(long sequence, ReportedOutcome report) {}
}
