package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Policy;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.PastModels;
import io.riskgate.scoring.Scoring;
import io.riskgate.scoring.ShadowScores;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Tells how a journaled decision came about, and computes it once more. */
@Component
public class Reconstruction {

    /*
     * Nothing of today goes into it: the vector, the thresholds, the list entries and the state of
     * the rules stand in the journal, rule and model versions never change. What would be decided
     * today may be something else altogether.
     */
    private final Policy policy;
    private final PastModels pastModels;
    private final Models models;
    private final ShadowScores shadow;

    Reconstruction(Policy policy, PastModels pastModels, Models models, ShadowScores shadow) {
        this.shadow = shadow;
        this.policy = policy;
        this.pastModels = pastModels;
        this.models = models;
    }

    /** How a decision came about; only of a row that has one. */
    public TraceDocument trace(JournalReader.Row row) {
        Recorded recorded = Recorded.of(row);
        Policy.Trace steps =
                judge(recorded, recorded.scoring(recorded.decision().score()), recorded::given);
        return TraceDocument.of(
                row,
                new TraceDocument.Beside(
                        model(recorded.decision()),
                        contributions(recorded),
                        steps.evaluated(),
                        shadow.of(recorded.decision().transactionId())));
    }

    /* Those that nobody asked for, or for which the budget left no time, are computed now. */
    private Contributions contributions(Recorded recorded) {
        ModelReference model = recorded.decision().model();
        Contributions given = recorded.given();
        if (model == null || given instanceof Contributions.Exact) {
            return given;
        }
        return pastModels.explain(model, recorded.trace().vector(), recorded.plan());
    }

    /**
     * Computes a decision again with the model, rules, lists and thresholds of then; only of a row
     * that has one.
     *
     * @throws io.riskgate.transaction.RefusedException where its model can no longer be asked
     */
    public ReplayReport replay(JournalReader.Row row) {
        Recorded recorded = Recorded.of(row);
        Decision decision = recorded.decision();
        PastModels.@Nullable Rescored rescored =
                decision.model() == null
                        ? null
                        : pastModels.score(
                                decision.model(), recorded.trace().vector(), recorded.plan());
        Double score = rescored == null ? null : rescored.score();
        Contributions contributions =
                rescored == null || recorded.wentWithoutContributions()
                        ? recorded.given()
                        : rescored.contributions();
        Policy.Judgement judgement =
                judge(recorded, recorded.scoring(score), () -> contributions).judgement();
        boolean explained = judgement.outcome().compareTo(DecisionOutcome.REVIEW) >= 0;
        return ReplayReport.of(
                decision.transactionId(),
                ReplayReport.Result.of(decision),
                new ReplayReport.Result(
                        judgement.outcome(),
                        score,
                        explained ? judgement.reasons() : List.of(),
                        judgement.rules(),
                        recorded.isDegraded() || judgement.degraded()),
                recorded.differences(contributions));
    }

    private Policy.Trace judge(
            Recorded recorded, Scoring scoring, Supplier<Contributions> contributions) {
        DecisionTrace trace = recorded.trace();
        return policy.judgeAgain(
                new Policy.Evidence(
                        recorded.transaction(),
                        trace.vector(),
                        recorded.plan(),
                        scoring,
                        Objects.requireNonNull(trace.thresholds()),
                        contributions),
                trace.basis());
    }

    private TraceDocument.@Nullable TracedModel model(Decision decision) {
        return decision.model() == null
                ? null
                : TraceDocument.TracedModel.of(decision.model(), models.sha256(decision.model()));
    }

    /** What the journal holds of one decision. */
    private record Recorded(
            Transaction transaction, Decision decision, DecisionTrace trace, FeaturePlan plan) {

        static Recorded of(JournalReader.Row row) {
            DecisionTrace trace = Objects.requireNonNull(row.trace());
            return new Recorded(
                    row.transaction(),
                    Objects.requireNonNull(row.decision()),
                    trace,
                    FeaturePlan.of(List.of(trace.features())));
        }

        Scoring scoring(@Nullable Double score) {
            return decision.model() == null || score == null
                    ? new Scoring.Unscored(trace.failures())
                    : new Scoring.Scored(
                            decision.model(),
                            score,
                            decision.path() == Decision.Path.FALLBACK_MODEL,
                            trace.failures());
        }

        Contributions given() {
            return Objects.requireNonNullElseGet(
                    trace.contributions(),
                    () ->
                            new Contributions.Unavailable(
                                    decision.model() == null
                                            ? "no model scored this transaction"
                                            : "nobody asked"));
        }

        /** There were none then, if only for want of time: the policy must find none again. */
        boolean wentWithoutContributions() {
            return trace.contributions() instanceof Contributions.Unavailable;
        }

        /** Degraded before rules were asked. */
        boolean isDegraded() {
            return decision.path() != Decision.Path.MODEL || trace.folded();
        }

        /** What is not the same even before the policy is asked. */
        List<String> differences(Contributions again) {
            List<String> differences = new ArrayList<>();
            if (!plan.hash().equals(trace.planHash())) {
                differences.add("planHash");
            }
            if (trace.contributions() instanceof Contributions.Exact && !again.equals(given())) {
                differences.add("contributions");
            }
            return differences;
        }
    }
}
