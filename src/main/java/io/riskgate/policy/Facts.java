package io.riskgate.policy;

import io.riskgate.feature.FeatureVector;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What rules see of one decision: for CEL as its variables, for a {@link Glance} one by one. */
final class Facts {

    private static final NamedFacts NOT_LISTED = lists(List.of());

    private final TransactionFacts tx;
    private final Features features;
    private final double score;
    private final NamedFacts lists;
    private @Nullable Map<String, Object> variables;

    private Facts(Transaction transaction, Features features, double score, List<ListHit> hits) {
        this.tx = new TransactionFacts(transaction);
        this.features = features;
        this.score = score;
        this.lists = hits.isEmpty() ? NOT_LISTED : lists(hits);
    }

    static Facts of(Policy.Evidence evidence, PlanColumns columns, List<ListHit> listHits) {
        double score =
                evidence.scoring() instanceof Scoring.Scored scored ? scored.score() : Double.NaN;
        return new Facts(
                evidence.transaction(), new Features(evidence.vector(), columns), score, listHits);
    }

    /** The facts of a decision that was made before. */
    static Facts ofPast(RuleTrial.Question past, PlanColumns columns, double score) {
        return new Facts(
                past.transaction(), new Features(past.vector(), columns), score, past.listHits());
    }

    /** The variables of an expression; made when CEL is first asked about this decision. */
    Map<String, Object> variables() {
        Map<String, Object> made = variables;
        if (made == null) {
            made = Map.of("tx", tx, "features", features, "score", score, "lists", lists);
            variables = made;
        }
        return made;
    }

    Transaction transaction() {
        return tx.transaction();
    }

    /** NaN where no model gave one. */
    double score() {
        return score;
    }

    /** The amount in the currency's major unit. */
    double majorUnits() {
        return transaction().amount().majorUnits();
    }

    /** The column of a feature, or -1. */
    int column(String feature) {
        return features.columns.indexOf(feature);
    }

    /** A feature's value, NaN where it has none. */
    double feature(int column) {
        return features.vector.get(column);
    }

    /**
     * A text of the transaction, one of {@link TransactionFacts#TEXTS}; empty where it has none.
     */
    String text(String field) {
        return Objects.requireNonNull((String) tx.read(field));
    }

    @Nullable Object attribute(String name) {
        return transaction().attributes().get(name);
    }

    /** The value at the end of a path such as {@code tx.amount.value}, null where there is none. */
    @Nullable Object resolve(String path) {
        return resolve(variables(), path);
    }

    private static @Nullable Object resolve(Map<String, Object> facts, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            return facts.get(path);
        }
        Object head = facts.get(path.substring(0, dot));
        String tail = path.substring(dot + 1);
        if (head instanceof Map<?, ?> map) {
            Object whole = map.get(tail);
            if (whole != null || tail.indexOf('.') < 0) {
                return whole;
            }
        }
        return head instanceof NamedFacts inner ? resolve(inner, tail) : null;
    }

    private static NamedFacts lists(List<ListHit> hits) {
        Map<String, Object> lists = new TreeMap<>();
        for (ListName list : ListName.values()) {
            Map<String, Object> byKind = new HashMap<>();
            byKind.put("any", hits.stream().anyMatch(hit -> hit.list() == list));
            for (Identifier kind : Identifier.values()) {
                boolean listed =
                        hits.stream().anyMatch(hit -> hit.list() == list && hit.kind() == kind);
                byKind.put(kind.field(), listed);
            }
            lists.put(list.path(), NamedFacts.of(TransactionType.LIST, byKind));
        }
        return NamedFacts.of(TransactionType.LISTS, lists);
    }

    /** The vector by column name; NaN is no entry, but reads as NaN. */
    private static final class Features extends NamedFacts {

        private final FeatureVector vector;
        private final PlanColumns columns;

        Features(FeatureVector vector, PlanColumns columns) {
            super(TransactionType.FEATURES);
            this.vector = vector;
            this.columns = columns;
        }

        @Override
        List<String> names() {
            return columns.names();
        }

        @Override
        @Nullable Object read(String name) {
            int column = columns.indexOf(name);
            return column < 0 ? null : (double) vector.get(column);
        }

        @Override
        boolean isKnown(Object value) {
            return !((Double) value).isNaN();
        }
    }
}
