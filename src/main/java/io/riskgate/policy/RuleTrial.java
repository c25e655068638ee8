package io.riskgate.policy;

import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/** A rule that can be asked about decisions of the past; for any number of threads. */
public final class RuleTrial {

    private final CompiledRule compiled;
    private volatile Known known = new Known(null, PlanColumns.NONE);

    RuleTrial(CompiledRule compiled) {
        this.compiled = compiled;
    }

    public Rule rule() {
        return compiled.rule();
    }

    /** Whether it reads the transaction's attributes. */
    public boolean readsAttributes() {
        return reads("tx.attributes") || isRead("tx");
    }

    /** Whether it reads which list entries applied. */
    public boolean readsLists() {
        return reads("lists");
    }

    /** What the rule says. */
    public Policy.Result ask(Question past) {
        Known last = known;
        if (last.features() != past.features()) {
            last = new Known(past.features(), new PlanColumns(past.features().definitions()));
            known = last;
        }
        double score = Objects.requireNonNullElse(past.score(), Double.NaN);
        return compiled.ask(Facts.ofPast(past, last.columns(), score)).result();
    }

    private boolean isRead(String path) {
        return compiled.program() != null && compiled.program().reads().contains(path);
    }

    private boolean reads(String path) {
        return compiled.program() != null
                && compiled.program().reads().stream()
                        .anyMatch(read -> read.equals(path) || read.startsWith(path + "."));
    }

    /**
     * A decision of the past.
     *
     * @param features the definitions of the vector's columns
     * @param score null where no model answered
     * @param listHits the list entries that applied then
     */
    public record Question(
            Transaction transaction,
            FeatureVector vector,
            FeatureSet features,
            @Nullable Double score,
            List<ListHit> listHits) {}

    private record Known(@Nullable FeatureSet features, PlanColumns columns) {}
}
