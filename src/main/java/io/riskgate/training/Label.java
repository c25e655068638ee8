package io.riskgate.training;

import io.riskgate.outcome.TransactionReports;
import io.riskgate.outcome.Verdict;

import java.time.Duration;
import java.time.Instant;

/** What a transaction counts as, by what was known at one moment. */
enum Label {
    FRAUD,
    LEGITIMATE,
    /** Too young to be told, or stopped by Riskgate, so that its silence says nothing. */
    UNKNOWN;

    /**
     * The label known at a moment.
     *
     * @param occurredAt of the transaction
     * @param reports on it
     * @param stopped whether Riskgate declined or challenged it
     * @param delay the age from which silence means legitimate
     */
    static Label knownAt(
            Instant moment,
            Instant occurredAt,
            TransactionReports reports,
            boolean stopped,
            Duration delay) {
        Verdict verdict = reports.verdictAt(moment).orElse(null);
        if (verdict != null) {
            return verdict == Verdict.FRAUD ? FRAUD : LEGITIMATE;
        }
        boolean old = occurredAt.plus(delay).isBefore(moment);
        return old && !stopped ? LEGITIMATE : UNKNOWN;
    }
}
