package io.riskgate.casework;

import io.riskgate.outcome.Verdict;
import io.riskgate.policy.DecisionOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/**
 * A case: the reviewed and declined decisions of one account, until they have a verdict.
 *
 * @param assignee who holds it, null for nobody
 * @param revision rises with every change, gathered decisions among them
 * @param amountAtRisk the sum over its decisions of amount × score (1 where there is none), in
 *     major units of the reference currency
 * @param outcome the most severe of its decisions
 * @param maxScore the largest of its decisions, null where no model answered
 * @param resolution null until it is resolved
 */
public record FraudCase(
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
        Times times,
        @Nullable Resolution resolution) {

    /**
     * When what happened.
     *
     * @param lastDecidedAt of its newest decision
     */
    public record Times(Instant openedAt, Instant dueAt, Instant lastDecidedAt) {}

    /** How it ended. */
    public record Resolution(Verdict verdict, String reason, String by, Instant at) {}
}
