package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Finds single things in the journal; what is not durable yet is not found. */
public interface JournalReader {

    /** The last number that is durable, 0 for an empty journal. */
    long lastSequence();

    /** Which content an id is known with. */
    Optional<Identity> identity(String transactionId);

    /** Hands over every known id; in constant memory. */
    void identities(Consumer<String> transactionIds);

    /** The row of a transaction. */
    Optional<Row> find(String transactionId);

    /** What was decided of a transaction, if it was. */
    default Optional<Decision> decision(String transactionId) {
        return find(transactionId).map(Row::decision);
    }

    /** Transactions with numbers above this one, in order, imported ones among them. */
    List<Row> transactionsAfter(long sequence, int limit);

    /** The report of this id. */
    Optional<ReportedOutcome> report(String outcomeId);

    /** Everything reported of a transaction, in order of arrival. */
    TransactionReports reportsOf(String transactionId);

    /** Everything that was reported under numbers up to this one, by transaction. */
    Map<String, TransactionReports> reportsUpTo(long sequence);

    /** Which journal this is. */
    UUID journalId();

    /** What was reported of transactions that have not arrived. */
    Map<String, TransactionReports> waitingReports();

    /** An id, the content it is known with and its place. */
    record Identity(UUID contentHash, long sequence) {}

    /**
     * One transaction of the journal.
     *
     * @param decision null for an imported transaction
     * @param trace null for an imported transaction
     */
    record Row(
            long sequence,
            Transaction transaction,
            @Nullable Decision decision,
            @Nullable DecisionTrace trace) {}
}
