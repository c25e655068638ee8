package io.riskgate.policy;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** Weighs the layers against each other; everything that can change is handed in. */
@Component
class Layers {

    private final Posture posture;
    private final DecisionOutcome watchOutcome;
    private volatile @Nullable Known known;

    Layers(Posture posture, PolicySettings settings) {
        this.posture = posture;
        this.watchOutcome = settings.watchOutcome();
    }

    Policy.Trace weigh(Policy.Evidence evidence, RuleSet rules, PolicyBasis basis) {
        ListHit decisive = first(basis, ListName.BLOCK);
        if (decisive != null) {
            return listed(DecisionOutcome.DECLINE, decisive, basis);
        }
        decisive = first(basis, ListName.ALLOW);
        if (decisive != null) {
            return listed(DecisionOutcome.APPROVE, decisive, basis);
        }
        RuleWalk walk = rules.walk(evidence, basis.listHits());
        ListHit watched = first(basis, ListName.WATCH);
        DecisionOutcome outcome =
                watched == null ? walk.outcome() : walk.outcome().orMoreSevere(watchOutcome);
        DecisionOutcome scored = walk.ended() ? DecisionOutcome.APPROVE : scored(evidence, basis);
        outcome = outcome.orMoreSevere(scored);
        List<Reason> reasons = new ArrayList<>();
        if (needsReasons(outcome)) {
            if (watched != null) {
                reasons.add(reason(watched));
            }
            reasons.addAll(walk.reasons());
            if (needsReasons(scored)) {
                reasons.addAll(scoredReasons(evidence));
            }
        }
        return new Policy.Trace(
                new Policy.Judgement(outcome, reasons, walk.results(), walk.degraded(), basis),
                walk.evaluated());
    }

    private static boolean needsReasons(DecisionOutcome outcome) {
        return outcome.compareTo(DecisionOutcome.REVIEW) >= 0;
    }

    private static @Nullable ListHit first(PolicyBasis basis, ListName list) {
        for (ListHit hit : basis.listHits()) {
            if (hit.list() == list) {
                return hit;
            }
        }
        return null;
    }

    private static Policy.Trace listed(DecisionOutcome outcome, ListHit hit, PolicyBasis basis) {
        List<Reason> reasons = needsReasons(outcome) ? List.of(reason(hit)) : List.of();
        return new Policy.Trace(
                new Policy.Judgement(outcome, reasons, List.of(), false, basis), List.of());
    }

    private static Reason reason(ListHit hit) {
        return new Reason(
                hit.list() + "_LISTED",
                "The %s is on the %s list: %s"
                        .formatted(
                                WindowWords.entity(hit.kind().field()),
                                hit.list().path(),
                                hit.reason()),
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
                contributions instanceof Contributions.Exact ? columns(evidence) : PlanColumns.NONE;
        return ModelReasons.of(
                contributions,
                evidence.vector(),
                columns,
                ModelReasons.score(scored, bands(evidence)));
    }

    /* The plan changes only with a model swap, so the last one seen is nearly always the right one. */
    private PlanColumns columns(Policy.Evidence evidence) {
        Known last = known;
        if (last == null || last.plan() != evidence.plan()) {
            last = new Known(evidence.plan(), PlanColumns.of(evidence.plan()));
            known = last;
        }
        return last.columns();
    }

    private record Known(FeaturePlan plan, PlanColumns columns) {}
}
