package io.riskgate.journal;

import io.riskgate.feature.FeatureSet;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.Amount;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The vectors that were logged with the decisions: what was served, read back for a stretch of
 * event time ({@code from} in, {@code to} out) without computing anything again.
 */
public interface LoggedVectors {

    /** A journal without a vector. */
    LoggedVectors NONE =
            new LoggedVectors() {
                @Override
                public Map<String, FeatureSet> plans() {
                    return Map.of();
                }

                @Override
                public Map<String, Long> census(Instant from, Instant to) {
                    return Map.of("", 1L);
                }

                @Override
                public void read(Instant from, Instant to, Consumer<Logged> rows) {}

                @Override
                public void reports(Instant from, Instant to, Consumer<ReportedOutcome> reports) {}
            };

    /** The definitions of the columns, by the hash of the plan a vector was written with. */
    Map<String, FeatureSet> plans();

    /**
     * How many transactions were logged with which plan; under the empty hash those without a
     * vector, such as imported ones.
     */
    Map<String, Long> census(Instant from, Instant to);

    /** Hands over the decided transactions in the one order. */
    void read(Instant from, Instant to, Consumer<Logged> rows);

    /** Hands over all reports on the transactions of that time, in the one order. */
    void reports(Instant from, Instant to, Consumer<ReportedOutcome> reports);

    /** A decided transaction. */
    record Logged(
            String transactionId,
            String accountId,
            Instant occurredAt,
            Amount amount,
            History.Decided decided) {}
}
