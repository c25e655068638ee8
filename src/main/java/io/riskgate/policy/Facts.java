package io.riskgate.policy;

import io.riskgate.feature.FeatureVector;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What rules see of one decision, as CEL reads it. */
final class Facts {

    private static final List<ListHit> UNLISTED = List.of();
    private static final NamedFacts NOT_LISTED = lists(UNLISTED);

    private Facts() {}

    static Map<String, Object> of(
            Policy.Evidence evidence, PlanColumns columns, List<ListHit> listHits) {
        double score =
                evidence.scoring() instanceof Scoring.Scored scored ? scored.score() : Double.NaN;
        return of(
                evidence.transaction(), new Features(evidence.vector(), columns), score, listHits);
    }

    /** The facts of a decision that was made before. */
    static Map<String, Object> ofPast(RuleTrial.Question past, PlanColumns columns, double score) {
        return of(past.transaction(), new Features(past.vector(), columns), score, past.listHits());
    }

    private static Map<String, Object> of(
            Transaction transaction, Features features, double score, List<ListHit> listHits) {
        return Map.of(
                "tx",
                new TransactionFacts(transaction),
                "features",
                features,
                "score",
                score,
                "lists",
                listHits.isEmpty() ? NOT_LISTED : lists(listHits));
    }

    /** The value at the end of a path such as {@code tx.amount.value}, null where there is none. */
    static @Nullable Object resolve(Map<String, Object> facts, String path) {
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
