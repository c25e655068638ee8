package io.riskgate.policy;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * From a score to an outcome: lists, then rules, then thresholds (or the posture where no model
 * answered).
 */
public interface Policy {

    /** Judges one transaction on the lists and rules of this moment; never throws. */
    Judgement judge(Evidence evidence);

    /**
     * Judges again on the lists and rules of then, and tells every step.
     *
     * @throws io.riskgate.transaction.RefusedException with {@code unprocessable} where the rules
     *     of then are no longer known
     */
    Trace judgeAgain(Evidence evidence, PolicyBasis basis);

    /**
     * What a judgement rests on.
     *
     * @param contributions asked for only where the outcome needs reasons
     */
    record Evidence(
            Transaction transaction,
            FeatureVector vector,
            FeaturePlan plan,
            Scoring scoring,
            Thresholds thresholds,
            Supplier<Contributions> contributions) {}

    /**
     * What was judged.
     *
     * @param outcome what is to be done
     * @param reasons for REVIEW and DECLINE, the weightiest first
     * @param rules those that matched or failed
     * @param degraded whether a rule failed
     * @param basis to be kept with the decision, for {@link #judgeAgain}
     */
    record Judgement(
            DecisionOutcome outcome,
            List<Reason> reasons,
            List<RuleResult> rules,
            boolean degraded,
            PolicyBasis basis) {

        public Judgement {
            reasons = List.copyOf(reasons);
            rules = List.copyOf(rules);
        }
    }

    /**
     * A judgement with its steps.
     *
     * @param evaluated every rule that was asked, in order
     */
    record Trace(Judgement judgement, List<Evaluated> evaluated) {

        public Trace {
            evaluated = List.copyOf(evaluated);
        }
    }

    /**
     * One rule that was asked.
     *
     * @param outcome what it asks for where it matched or failed
     * @param values what it read, by name, as text
     * @param error why it failed, or null
     */
    record Evaluated(
            String id,
            int version,
            RuleResult.Mode mode,
            String expression,
            Result result,
            DecisionOutcome outcome,
            Map<String, String> values,
            @Nullable String error) {}

    /** What a rule answered. */
    enum Result {
        MATCHED,
        NOT_MATCHED,
        FAILED
    }
}
