package io.riskgate.journal.web;

import io.riskgate.decision.Decision;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.journal.DecisionTrace;
import io.riskgate.journal.JournalReader.Row;
import io.riskgate.policy.Reason;
import io.riskgate.policy.RuleResult;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * How a decision came about.
 *
 * @param sequence its place in the one order
 * @param features by name with their values as served; null for a missing one
 * @param contributions by feature in log-odds, the model's base under {@code base}; null where
 *     there are none
 * @param contributionsNote why there are none
 * @param planHash of the feature plan
 * @param failures why a model did not give the score
 */
record TraceDocument(
        String transactionId,
        UUID decisionId,
        long sequence,
        String outcome,
        @Nullable Double score,
        String path,
        @Nullable ModelReference model,
        @Nullable Thresholds thresholds,
        Map<String, @Nullable Double> features,
        @Nullable Map<String, Double> contributions,
        @Nullable String contributionsNote,
        List<Reason> reasons,
        List<RuleResult> rules,
        String planHash,
        List<Scoring.Failure> failures) {

    static TraceDocument of(Row row) {
        Decision decision = Objects.requireNonNull(row.decision());
        DecisionTrace trace = Objects.requireNonNull(row.trace());
        Contributions contributions = trace.contributions();
        return new TraceDocument(
                decision.transactionId(),
                decision.decisionId(),
                row.sequence(),
                decision.outcome().name(),
                decision.score(),
                decision.path().name(),
                decision.model(),
                trace.thresholds(),
                values(trace.features(), trace.vector()),
                contributions instanceof Contributions.Exact exact ? named(exact) : null,
                contributions instanceof Contributions.Unavailable none ? none.why() : null,
                decision.reasons(),
                decision.rules(),
                trace.planHash(),
                trace.failures());
    }

    private static Map<String, @Nullable Double> values(FeatureSet features, FeatureVector vector) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        List<String> columns = features.columns();
        for (int column = 0; column < columns.size(); column++) {
            float value = vector.get(column);
            values.put(columns.get(column), Float.isNaN(value) ? null : (Double) (double) value);
        }
        return values;
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
