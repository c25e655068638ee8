package io.riskgate.policy;

import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;
import io.riskgate.scoring.Scoring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.List;

/** Lists, then rules, then thresholds or posture; the most severe wins. */
@Component
class LayeredPolicy implements Policy {

    private static final Logger log = LoggerFactory.getLogger(LayeredPolicy.class);

    private final Layers layers;
    private final Posture posture;
    private final MeterRegistry meters;

    LayeredPolicy(Layers layers, Posture posture, MeterRegistry meters) {
        this.layers = layers;
        this.posture = posture;
        this.meters = meters;
    }

    @Override
    public Judgement judge(Evidence evidence) {
        PolicyBasis basis = new PolicyBasis(0, List.of(), null);
        try {
            basis = basis(evidence, RuleSet.NONE);
            return layers.weigh(evidence, RuleSet.NONE, basis).judgement();
        } catch (RuntimeException | StackOverflowError failure) {
            return failed(evidence, basis, failure);
        }
    }

    @Override
    public Trace judgeAgain(Evidence evidence, PolicyBasis basis) {
        return layers.weigh(evidence, RuleSet.NONE, basis);
    }

    private PolicyBasis basis(Evidence evidence, RuleSet rules) {
        DecisionOutcome unscored =
                evidence.scoring() instanceof Scoring.Unscored
                        ? posture.outcome(evidence.transaction())
                        : null;
        return new PolicyBasis(rules.revision(), List.of(), unscored);
    }

    /* Our own fault is never the customer's approval, and never the customer's refusal either: a person looks at it. */
    private Judgement failed(Evidence evidence, PolicyBasis basis, Throwable failure) {
        log.error(
                "Policy failed on transaction {}; it is reviewed",
                evidence.transaction().transactionId(),
                failure);
        meters.counter(Metric.POLICY_FAILURES.meter()).increment();
        Reason reason =
                new Reason("POLICY_FAILED", "The policy could not be evaluated in full", null);
        return new Judgement(DecisionOutcome.REVIEW, List.of(reason), List.of(), true, basis);
    }
}
