package io.riskgate.policy;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.Transaction;

import java.util.List;
import java.util.function.Supplier;

/**
 * From a score to an outcome: lists, then rules, then thresholds (or the posture where no model
 * answered).
 */
public interface Policy {

    /** Judges one transaction; never throws. */
    Judgement judge(Evidence evidence);

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
     */
    record Judgement(
            DecisionOutcome outcome,
            List<Reason> reasons,
            List<RuleResult> rules,
            boolean degraded) {

        public Judgement {
            reasons = List.copyOf(reasons);
            rules = List.copyOf(rules);
        }
    }
}
