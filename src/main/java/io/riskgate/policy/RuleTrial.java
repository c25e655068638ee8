package io.riskgate.policy;

import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** A rule that can be asked about decisions of the past. */
public final class RuleTrial {

    private final CompiledRule compiled;
    private @Nullable FeatureSet known;
    private PlanColumns columns = PlanColumns.NONE;

    RuleTrial(CompiledRule compiled) {
        this.compiled = compiled;
    }

    public Rule rule() {
        return compiled.rule();
    }

    /**
     * What the rule says. Which entries were listed then is not known: {@code lists} is empty.
     *
     * @param features the definitions of the vector's columns
     * @param score null where no model answered
     */
    public Policy.Result ask(
            Transaction transaction,
            FeatureVector vector,
            FeatureSet features,
            @Nullable Double score) {
        if (known != features) {
            known = features;
            columns = new PlanColumns(features.definitions());
        }
        double value = Objects.requireNonNullElse(score, Double.NaN);
        return compiled.ask(Facts.ofPast(transaction, vector, columns, value)).result();
    }
}
