package io.riskgate.policy;

import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Weighs the layers against each other; everything that can change is handed in. */
@Component
class Layers {

    private final Posture posture;
    private final Plans plans;
    private final long ruleBudgetNanos;

    Layers(Posture posture, Plans plans, PolicySettings settings) {
        this.posture = posture;
        this.plans = plans;
        this.ruleBudgetNanos = settings.rules().budget().toNanos();
    }

    Policy.Judgement weigh(Policy.Evidence evidence, RuleSet rules, PolicyBasis basis) {
        return weigh(evidence, rules, basis, ruleBudgetNanos, false).judgement();
    }

    /** The same without a budget: it is past the moment at which time mattered. */
    Policy.Trace trace(Policy.Evidence evidence, RuleSet rules, PolicyBasis basis) {
        return weigh(evidence, rules, basis, Long.MAX_VALUE, true);
    }

    private Policy.Trace weigh(
            Policy.Evidence evidence,
            RuleSet rules,
            PolicyBasis basis,
            long budgetNanos,
            boolean traced) {
        ListHit blocked = basis.first(ListName.BLOCK);
        if (blocked != null) {
            return listed(DecisionOutcome.DECLINE, List.of(reason(blocked)), basis);
        }
        if (basis.first(ListName.ALLOW) != null) {
            return listed(DecisionOutcome.APPROVE, List.of(), basis);
        }
        RuleWalk walk =
                rules.isEmpty()
                        ? RuleWalk.NOTHING
                        : rules.walk(
                                Facts.of(evidence, plans.of(evidence.plan()), basis.listHits()),
                                new RuleSet.Limits(budgetNanos, basis.cutOff()),
                                traced);
        PolicyBasis reached = basis.withCutOff(walk.cutOff());
        return new Policy.Trace(combined(evidence, walk, reached), walk.evaluated());
    }

    private Policy.Judgement combined(Policy.Evidence evidence, RuleWalk walk, PolicyBasis basis) {
        ListHit watched = basis.first(ListName.WATCH);
        DecisionOutcome scored = walk.ended() ? DecisionOutcome.APPROVE : scored(evidence, basis);
        Draw draw = isDeclinedByScoreAlone(scored, evidence, walk, basis) ? basis.draw() : null;
        if (draw != null && draw.letThrough()) {
            scored = DecisionOutcome.APPROVE;
        }
        DecisionOutcome outcome = walk.outcome().orMoreSevere(scored);
        if (basis.watched() != null) {
            outcome = outcome.orMoreSevere(basis.watched());
        }
        List<Reason> reasons = new ArrayList<>();
        if (isSevere(outcome)) {
            if (watched != null) {
                reasons.add(reason(watched));
            }
            reasons.addAll(walk.reasons());
            if (isSevere(scored)) {
                reasons.addAll(scoredReasons(evidence));
            }
        }
        return new Policy.Judgement(
                outcome, reasons, walk.results(), walk.degraded(), basis.withDraw(draw));
    }

    /* What a rule or the watch list objects to is never let through, and its silence says something else. */
    private static boolean isDeclinedByScoreAlone(
            DecisionOutcome scored, Policy.Evidence evidence, RuleWalk walk, PolicyBasis basis) {
        return scored == DecisionOutcome.DECLINE
                && evidence.scoring() instanceof Scoring.Scored
                && walk.outcome() == DecisionOutcome.APPROVE
                && basis.watched() == null;
    }

    private static boolean isSevere(DecisionOutcome outcome) {
        return outcome.compareTo(DecisionOutcome.REVIEW) >= 0;
    }

    private static Policy.Trace listed(
            DecisionOutcome outcome, List<Reason> reasons, PolicyBasis basis) {
        return new Policy.Trace(
                new Policy.Judgement(outcome, reasons, List.of(), false, basis), List.of());
    }

    private static Reason reason(ListHit hit) {
        String entity = WindowWords.entity(hit.kind().field());
        return new Reason(
                hit.list() + "_LISTED",
                "The %s is on the %s list: %s".formatted(entity, hit.list().path(), hit.reason()),
                null);
    }

    private DecisionOutcome scored(Policy.Evidence evidence, PolicyBasis basis) {
        return switch (evidence.scoring()) {
            case Scoring.Scored scored -> banded(scored.score(), bands(evidence));
            case Scoring.Unscored _ ->
                    basis.posture() != null
                            ? basis.posture()
                            : posture.outcome(evidence.transaction());
        };
    }

    private static Thresholds.Bands bands(Policy.Evidence evidence) {
        return evidence.thresholds().of(evidence.transaction().channel());
    }

    private static DecisionOutcome banded(double score, Thresholds.Bands bands) {
        if (score >= bands.decline()) {
            return DecisionOutcome.DECLINE;
        }
        if (score >= bands.review()) {
            return DecisionOutcome.REVIEW;
        }
        return score >= bands.challenge() ? DecisionOutcome.CHALLENGE : DecisionOutcome.APPROVE;
    }

    private List<Reason> scoredReasons(Policy.Evidence evidence) {
        if (!(evidence.scoring() instanceof Scoring.Scored scored)) {
            return List.of(posture.reason(evidence.transaction()));
        }
        Contributions contributions = evidence.contributions().get();
        PlanColumns columns =
                contributions instanceof Contributions.Exact
                        ? plans.of(evidence.plan())
                        : PlanColumns.NONE;
        return ModelReasons.of(
                contributions,
                evidence.vector(),
                columns,
                ModelReasons.score(scored, bands(evidence)));
    }
}
