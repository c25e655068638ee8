package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Reason;
import io.riskgate.policy.RuleResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A decision beside what its recomputation gives.
 *
 * @param identical whether they are the same: outcome, rules and degradation equal, scores and
 *     contributions bit by bit
 * @param differences the names of what is not; the wording of a reason is not compared
 */
public record ReplayReport(
        String transactionId,
        boolean identical,
        List<String> differences,
        Result decided,
        Result recomputed) {

    public ReplayReport {
        differences = List.copyOf(differences);
    }

    /** What was decided, as far as it is computed. */
    public record Result(
            DecisionOutcome outcome,
            @Nullable Double score,
            List<Reason> reasons,
            List<RuleResult> rules,
            boolean degraded) {

        static Result of(Decision decision) {
            return new Result(
                    decision.outcome(),
                    decision.score(),
                    decision.reasons(),
                    decision.rules(),
                    decision.degraded());
        }

        private List<Object> reasonsWithoutWords() {
            List<Object> compared = new ArrayList<>();
            for (Reason reason : reasons) {
                compared.add(reason.code());
                compared.add(String.valueOf(reason.contribution()));
            }
            return compared;
        }
    }

    /**
     * Compares.
     *
     * @param known differences already found
     */
    static ReplayReport of(
            String transactionId, Result decided, Result recomputed, List<String> known) {
        List<String> differences = new ArrayList<>(known);
        note(differences, "outcome", decided.outcome(), recomputed.outcome());
        // Doubles are equal when their bits are.
        note(differences, "score", decided.score(), recomputed.score());
        note(
                differences,
                "reasons",
                decided.reasonsWithoutWords(),
                recomputed.reasonsWithoutWords());
        note(differences, "rules", decided.rules(), recomputed.rules());
        note(differences, "degraded", decided.degraded(), recomputed.degraded());
        return new ReplayReport(
                transactionId, differences.isEmpty(), differences, decided, recomputed);
    }

    private static void note(
            List<String> differences,
            String name,
            @Nullable Object decided,
            @Nullable Object recomputed) {
        if (!Objects.equals(decided, recomputed)) {
            differences.add(name);
        }
    }
}
