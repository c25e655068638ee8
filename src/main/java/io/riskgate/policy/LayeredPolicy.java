package io.riskgate.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;
import io.riskgate.scoring.Scoring;

import org.jspecify.annotations.Nullable;
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
    private final LiveRules rules;
    private final LiveLists lists;
    private final Exploration exploration;
    private final DecisionOutcome watchOutcome;
    private final Counter failures;
    private final Counter ruleFailures;

    LayeredPolicy(
            Layers layers,
            Posture posture,
            LiveRules rules,
            LiveLists lists,
            Exploration exploration,
            PolicySettings settings,
            MeterRegistry meters) {
        this.layers = layers;
        this.posture = posture;
        this.rules = rules;
        this.lists = lists;
        this.exploration = exploration;
        this.watchOutcome = settings.watchOutcome();
        this.failures = counter(meters, Metric.POLICY_FAILURES);
        this.ruleFailures = counter(meters, Metric.POLICY_RULE_FAILURES);
    }

    @Override
    public Judgement judge(Evidence evidence) {
        PolicyBasis basis = PolicyBasis.NONE;
        try {
            RuleSet current = rules.current();
            basis = basis(evidence, current);
            Judgement judgement = layers.weigh(evidence, current, basis);
            if (judgement.degraded()) {
                ruleFailures.increment();
            }
            return judgement;
        } catch (RuntimeException | StackOverflowError failure) {
            return failed(evidence, basis, failure);
        }
    }

    @Override
    public Trace judgeAgain(Evidence evidence, PolicyBasis basis) {
        return layers.trace(evidence, rules.at(basis.rulesRevision()), basis);
    }

    private PolicyBasis basis(Evidence evidence, RuleSet current) {
        List<ListHit> hits = lists.hits(evidence.transaction());
        boolean watched = hits.stream().anyMatch(hit -> hit.list() == ListName.WATCH);
        return new PolicyBasis(
                current.revision(),
                hits,
                posture(evidence),
                watched ? watchOutcome : null,
                List.of(),
                exploration.draw(evidence.transaction().transactionId()));
    }

    private @Nullable DecisionOutcome posture(Evidence evidence) {
        return evidence.scoring() instanceof Scoring.Unscored
                ? posture.outcome(evidence.transaction())
                : null;
    }

    /* Our own fault is neither the customer's approval nor the customer's refusal: a person looks at it. */
    private Judgement failed(Evidence evidence, PolicyBasis basis, Throwable failure) {
        log.error(
                "Policy failed on transaction {}; it is reviewed.",
                evidence.transaction().transactionId(),
                failure);
        failures.increment();
        Reason reason =
                new Reason("POLICY_FAILED", "The policy could not be evaluated in full", null);
        return new Judgement(DecisionOutcome.REVIEW, List.of(reason), List.of(), true, basis);
    }

    private static Counter counter(MeterRegistry meters, Metric metric) {
        return Counter.builder(metric.meter()).description(metric.description()).register(meters);
    }
}
