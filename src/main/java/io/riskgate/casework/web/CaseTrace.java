package io.riskgate.casework.web;

import io.riskgate.decision.Decision;
import io.riskgate.journal.DecisionTrace;
import io.riskgate.journal.JournalReader;
import io.riskgate.policy.Reason;
import io.riskgate.policy.RuleResult;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * How a decision came about, as an analyst reads it.
 *
 * @param features by name with their values, null for a missing one
 * @param contributions by feature in log-odds, null where there are none
 */
record CaseTrace(
        String transactionId,
        UUID decisionId,
        String outcome,
        @Nullable Double score,
        String path,
        @Nullable ModelReference model,
        @Nullable Thresholds thresholds,
        Map<String, @Nullable Double> features,
        @Nullable Map<String, Double> contributions,
        List<Reason> reasons,
        List<RuleResult> rules) {

    static @Nullable CaseTrace of(JournalReader.Row row) {
        Decision decision = row.decision();
        DecisionTrace trace = row.trace();
        if (decision == null || trace == null) {
            return null;
        }
        return new CaseTrace(
                decision.transactionId(),
                decision.decisionId(),
                decision.outcome().name(),
                decision.score(),
                decision.path().name(),
                decision.model(),
                trace.thresholds(),
                features(trace),
                trace.contributions() instanceof Contributions.Exact exact ? named(exact) : null,
                decision.reasons(),
                decision.rules());
    }

    private static Map<String, @Nullable Double> features(DecisionTrace trace) {
        Map<String, @Nullable Double> values = new LinkedHashMap<>();
        List<String> columns = trace.features().columns();
        for (int column = 0; column < columns.size(); column++) {
            double value = trace.vector().get(column);
            values.put(columns.get(column), Double.isNaN(value) ? null : value);
        }
        return values;
    }

    private static Map<String, Double> named(Contributions.Exact exact) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int column = 0; column < exact.columns().size(); column++) {
            named.put(exact.columns().get(column), exact.values().get(column));
        }
        return named;
    }
}
