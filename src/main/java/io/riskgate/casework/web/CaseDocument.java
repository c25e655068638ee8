package io.riskgate.casework.web;

import io.riskgate.casework.CaseStatus;
import io.riskgate.casework.FraudCase;
import io.riskgate.outcome.Verdict;
import io.riskgate.policy.DecisionOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A case as a list shows it.
 *
 * @param ageSeconds how long it has waited for a verdict, or had to
 * @param overdue whether it is past its due time without one
 */
record CaseDocument(
        UUID id,
        String accountId,
        CaseStatus status,
        @Nullable String assignee,
        int revision,
        double amountAtRisk,
        int decisionCount,
        DecisionOutcome outcome,
        @Nullable Double maxScore,
        boolean escalated,
        Instant openedAt,
        Instant dueAt,
        Instant lastDecidedAt,
        long ageSeconds,
        boolean overdue,
        @Nullable Verdict verdict,
        @Nullable String reason,
        @Nullable String resolvedBy,
        @Nullable Instant resolvedAt) {

    static CaseDocument of(FraudCase one, Instant now) {
        FraudCase.Resolution end = one.resolution();
        return new CaseDocument(
                one.id(),
                one.accountId(),
                one.status(),
                one.assignee(),
                one.revision(),
                one.amountAtRisk(),
                one.decisionCount(),
                one.outcome(),
                one.maxScore(),
                one.escalated(),
                one.times().openedAt(),
                one.times().dueAt(),
                one.times().lastDecidedAt(),
                Duration.between(one.times().openedAt(), end == null ? now : end.at()).toSeconds(),
                end == null && now.isAfter(one.times().dueAt()),
                end == null ? null : end.verdict(),
                end == null ? null : end.reason(),
                end == null ? null : end.by(),
                end == null ? null : end.at());
    }
}
