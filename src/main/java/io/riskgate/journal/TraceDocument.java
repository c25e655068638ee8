package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.feature.FeatureVector;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Draw;
import io.riskgate.policy.ListHit;
import io.riskgate.policy.Policy;
import io.riskgate.policy.Reason;
import io.riskgate.policy.RuleResult;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;
import io.riskgate.scoring.ShadowScores;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * How a decision came about, with everything that it takes to recompute it.
 *
 * @param sequence its place in the one order
 * @param features by name with their values as served; null for a missing one
 * @param contributions by feature in log-odds, the model's base under {@code base}; null where
 *     there are none
 * @param contributionsNote why there are none
 * @param rules those that matched or failed
 * @param evaluated every rule that was asked, in order, with the version that was asked
 * @param policy what rules and lists were judged on
 * @param planHash of the feature plan
 * @param folded whether a window had been folded, so that a left edge is approximate
 * @param failures why a model did not give the score
 * @param shadow what challengers said
 */
public record TraceDocument(
        String transactionId,
        UUID decisionId,
        long sequence,
        DecisionOutcome outcome,
        @Nullable Double score,
        Decision.Path path,
        boolean degraded,
        @Nullable TracedModel model,
        @Nullable Thresholds thresholds,
        Map<String, @Nullable Double> features,
        @Nullable Map<String, Double> contributions,
        @Nullable String contributionsNote,
        List<Reason> reasons,
        List<RuleResult> rules,
        List<Policy.Evaluated> evaluated,
        Judged policy,
        String planHash,
        boolean folded,
        List<Scoring.Failure> failures,
        List<Shadow> shadow) {

    /** The version that scored, with the hash of its file. */
    public record TracedModel(String name, int version, String sha256) {

        static TracedModel of(ModelReference model, String sha256) {
            return new TracedModel(model.name(), model.version(), sha256);
        }
    }

    /**
     * What rules and lists were judged on.
     *
     * @param rulesRevision the state of all rules
     * @param listHits the list entries that applied
     * @param posture what was asked for because no model answered, null where one did
     * @param cutOff rules that were not asked because time had run out
     * @param draw whether chance let it through, null where chance had no part in it
     */
    public record Judged(
            long rulesRevision,
            List<ListHit> listHits,
            @Nullable DecisionOutcome posture,
            List<String> cutOff,
            @Nullable Draw draw) {}

    /** What a challenger said of the same vector. */
    public record Shadow(ModelReference model, double score) {}

    /**
     * What is not in the journal's row.
     *
     * @param contributions of the model, computed where they were not when it was asked
     */
    record Beside(
            @Nullable TracedModel model,
            Contributions contributions,
            List<Policy.Evaluated> evaluated,
            List<ShadowScores.ShadowScore> shadow) {}

    static TraceDocument of(JournalReader.Row row, Beside beside) {
        Decision decision = Objects.requireNonNull(row.decision());
        DecisionTrace trace = Objects.requireNonNull(row.trace());
        Contributions contributions = beside.contributions;
        return new TraceDocument(
                decision.transactionId(),
                decision.decisionId(),
                row.sequence(),
                decision.outcome(),
                decision.score(),
                decision.path(),
                decision.degraded(),
                beside.model,
                trace.thresholds(),
                values(trace.features().columns(), trace.vector()),
                contributions instanceof Contributions.Exact exact ? named(exact) : null,
                contributions instanceof Contributions.Unavailable none ? none.why() : null,
                decision.reasons(),
                decision.rules(),
                beside.evaluated,
                new Judged(
                        trace.basis().rulesRevision(),
                        trace.basis().listHits(),
                        trace.basis().posture(),
                        trace.basis().cutOff(),
                        trace.basis().draw()),
                trace.planHash(),
                trace.folded(),
                trace.failures(),
                beside.shadow.stream()
                        .map(one -> new Shadow(one.challenger(), one.score()))
                        .toList());
    }

    private static Map<String, @Nullable Double> values(
            List<String> columns, FeatureVector vector) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            float value = vector.get(column);
            values.put(
                    unused(columns.get(column), values),
                    Float.isNaN(value) ? null : (Double) (double) value);
        }
        return values;
    }

    /* Two models may call unequal features by one name; neither is lost. */
    private static String unused(String name, Map<String, @Nullable Double> taken) {
        String free = name;
        for (int next = 2; taken.containsKey(free); next++) {
            free = name + "#" + next;
        }
        return free;
    }

    private static Map<String, Double> named(Contributions.Exact exact) {
        Map<String, Double> named = new LinkedHashMap<>();
        named.put("base", exact.base());
        for (int column = 0; column < exact.columns().size(); column++) {
            named.put(exact.columns().get(column), exact.values().get(column));
        }
        return named;
    }
}
