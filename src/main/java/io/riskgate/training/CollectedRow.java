package io.riskgate.training;

import io.riskgate.outcome.TransactionReports;
import io.riskgate.outcome.Verdict;

import java.time.Duration;
import java.time.Instant;

/**
 * One transaction as training remembers it.
 *
 * @param amount in the currency of the costs
 * @param stopped whether Riskgate declined or challenged it
 * @param propensity the probability with which it was let through although it would have been
 *     declined; 1 where chance had no part in it
 * @param reports all that arrived on it
 */
record CollectedRow(
        String transactionId,
        String accountId,
        Instant occurredAt,
        double amount,
        boolean stopped,
        double propensity,
        TransactionReports reports) {

    /** What is known at a moment; of what lost the draw that others like it won, nothing. */
    Label labelAt(Instant moment, Duration delay) {
        return stopped && propensity < 1
                ? Label.UNKNOWN
                : Label.knownAt(moment, occurredAt, reports, stopped, delay);
    }

    boolean isFraudAt(Instant moment) {
        return reports.verdictAt(moment).orElse(null) == Verdict.FRAUD;
    }

    /** How many transactions it stands for: itself and those like it that were not let through. */
    double weight() {
        return 1 / propensity;
    }

    /** In days since the epoch (UTC). */
    long day() {
        return Math.floorDiv(occurredAt.toEpochMilli(), Duration.ofDays(1).toMillis());
    }
}
