package io.riskgate.outcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One report of what a transaction really was (contract section 4).
 *
 * @param outcomeId the sender's name for the report; its identity
 * @param transactionId the transaction reported on, known or not yet
 * @param reason the sender's code for it, or null
 * @param reportedAt when it was reported, in whole milliseconds
 * @param reverses an earlier outcomeId that no longer counts from {@code reportedAt} on, or null;
 *     such a report adds no verdict of its own
 */
public record ReportedOutcome(
        String outcomeId,
        String transactionId,
        Verdict verdict,
        Source source,
        @Nullable String reason,
        Instant reportedAt,
        @Nullable String reverses) {

    public ReportedOutcome {
        reportedAt = reportedAt.truncatedTo(ChronoUnit.MILLIS);
    }
}
