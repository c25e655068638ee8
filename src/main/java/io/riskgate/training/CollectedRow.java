package io.riskgate.training;

import io.riskgate.feature.FeatureVector;
import io.riskgate.outcome.TransactionReports;

import java.time.Duration;
import java.time.Instant;

/**
 * One transaction as training remembers it.
 *
 * @param amount in the currency of the costs
 * @param stopped whether Riskgate declined or challenged it
 * @param vector of the plan it was collected with
 * @param reports all that arrived on it
 */
record CollectedRow(
        String transactionId,
        String accountId,
        Instant occurredAt,
        double amount,
        boolean stopped,
        FeatureVector vector,
        TransactionReports reports) {

    CollectedRow with(TransactionReports others) {
        return new CollectedRow(
                transactionId, accountId, occurredAt, amount, stopped, vector, others);
    }

    Label labelAt(Instant moment, Duration delay) {
        return Label.knownAt(moment, occurredAt, reports, stopped, delay);
    }

    boolean isFraudAt(Instant moment) {
        return labelAt(moment, Duration.ZERO) == Label.FRAUD;
    }

    long day() {
        return Math.floorDiv(occurredAt.toEpochMilli(), Duration.ofDays(1).toMillis());
    }
}
