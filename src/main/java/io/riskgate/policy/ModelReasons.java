package io.riskgate.policy;

import io.riskgate.feature.FeatureDefinition;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The reasons a model gives: what raised its score most. */
final class ModelReasons {

    private static final int MOST = 4;

    private ModelReasons() {}

    /**
     * The columns that added most to the margin, largest first; the bare score where the model
     * cannot be explained.
     */
    static List<Reason> of(
            Contributions contributions, FeatureVector vector, PlanColumns columns, Reason score) {
        List<Reason> reasons =
                contributions instanceof Contributions.Exact exact
                        ? largest(exact, vector, columns)
                        : List.of();
        return reasons.isEmpty() ? List.of(score) : reasons;
    }

    /** That the score reached a band. */
    static Reason score(Scoring.Scored scored, Thresholds.Bands bands) {
        boolean declined = scored.score() >= bands.decline();
        return new Reason(
                "MODEL_SCORE",
                String.format(
                        Locale.ROOT,
                        "Score %.4f reaches the %s threshold %.4f",
                        scored.score(),
                        declined ? "decline" : "review",
                        declined ? bands.decline() : bands.review()),
                null);
    }

    /* On the way of every review and decline: no stream, no boxes. */
    private static List<Reason> largest(
            Contributions.Exact exact, FeatureVector vector, PlanColumns columns) {
        int[] best = new int[MOST];
        int found = 0;
        for (int column = 0; column < exact.values().size(); column++) {
            double value = exact.values().get(column);
            if (value > 0) {
                int place = found;
                while (place > 0 && exact.values().get(best[place - 1]) < value) {
                    place--;
                }
                if (place < MOST) {
                    found = Math.min(MOST, found + 1);
                    System.arraycopy(best, place, best, place + 1, found - 1 - place);
                    best[place] = column;
                }
            }
        }
        List<Reason> reasons = new ArrayList<>(found);
        for (int rank = 0; rank < found; rank++) {
            reasons.add(
                    reason(
                            exact.columns().get(best[rank]),
                            exact.values().get(best[rank]),
                            vector,
                            columns));
        }
        return reasons;
    }

    private static Reason reason(
            String column, double contribution, FeatureVector vector, PlanColumns columns) {
        FeatureDefinition definition = columns.definition(column);
        String text =
                definition == null
                        ? FeatureWords.plain(column, Double.NaN)
                        : FeatureWords.text(
                                definition, column, vector.get(columns.indexOf(column)));
        return new Reason(FeatureWords.code(column), text, contribution);
    }
}
