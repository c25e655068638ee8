package io.riskgate.decision;

import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Reason;
import io.riskgate.policy.RuleResult;
import io.riskgate.registry.ModelReference;
import io.riskgate.scoring.Scoring;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The answer to one transaction, and the value of the decisions topic (contract section 3).
 *
 * @param score probability of fraud 0 to 1, null when no model ran
 * @param riskScore min(999, floor(1000 × score)), null without a score
 * @param model the model that scored, null when none did
 * @param degraded any path but MODEL, a folded window, or a rule that failed
 * @param caseId the case it was gathered in, null where there is none
 */
public record Decision(
        UUID decisionId,
        String transactionId,
        DecisionOutcome outcome,
        @Nullable Double score,
        @Nullable Integer riskScore,
        List<Reason> reasons,
        List<RuleResult> rules,
        @Nullable ModelReference model,
        Path path,
        boolean degraded,
        Durability durability,
        @Nullable UUID caseId,
        Instant decidedAt,
        Latency latency) {

    public Decision {
        reasons = List.copyOf(reasons);
        rules = List.copyOf(rules);
    }

    /** min(999, floor(1000 × score)); null without a score. */
    public static @Nullable Integer riskScore(@Nullable Double score) {
        return score == null ? null : Math.min(999, (int) Math.floor(1000 * score));
    }

    /** The same decision, safe where it says. */
    public Decision durable(Durability where, Latency measured) {
        return new Decision(
                decisionId,
                transactionId,
                outcome,
                score,
                riskScore,
                reasons,
                rules,
                model,
                path,
                degraded,
                where,
                caseId,
                decidedAt,
                measured);
    }

    /** The same decision, gathered in a case. */
    public Decision inCase(@Nullable UUID id) {
        return new Decision(
                decisionId,
                transactionId,
                outcome,
                score,
                riskScore,
                reasons,
                rules,
                model,
                path,
                degraded,
                durability,
                id,
                decidedAt,
                latency);
    }

    /** Who decided. */
    public enum Path {
        MODEL,
        FALLBACK_MODEL,
        FALLBACK_RULES;

        static Path of(Scoring scoring) {
            return switch (scoring) {
                case Scoring.Scored scored -> scored.fallback() ? FALLBACK_MODEL : MODEL;
                case Scoring.Unscored unscored -> FALLBACK_RULES;
            };
        }
    }

    /** Where the decision is safe. */
    public enum Durability {
        /** Committed in PostgreSQL. */
        JOURNALED,
        /** Synced to the local spill journal. */
        SPILLED,
        /** Nowhere: a dry run. */
        NONE
    }

    /** Where the time went, in microseconds. */
    public record Latency(
            long totalMicros,
            long featuresMicros,
            long scoringMicros,
            long policyMicros,
            long journalMicros) {}
}
