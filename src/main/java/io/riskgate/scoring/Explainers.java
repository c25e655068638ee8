package io.riskgate.scoring;

import ai.onnx.proto.OnnxMl.NodeProto;

import java.util.List;
import java.util.SplittableRandom;

/** Finds the explainer of a model in its file. */
final class Explainers {

    private static final int CHECKED_ROWS = 16;
    private static final long SEED = 1_953;
    private static final double SCORE_TOLERANCE = 1e-4;

    private Explainers() {}

    /**
     * Exact Shapley values where the file holds trees that alone give the score; it is tried, since
     * what else the graph does with the trees' sum could be anything.
     */
    static Explainer of(OnnxFile file, OnnxModel model, List<String> columns) {
        List<NodeProto> trees =
                file.graph().getNodeList().stream()
                        .filter(node -> node.getOpType().startsWith("TreeEnsemble"))
                        .toList();
        if (trees.size() != 1) {
            return Explainer.unavailable(
                    trees.isEmpty()
                            ? "the model has no trees"
                            : "the model has more than one tree ensemble");
        }
        try {
            Forest forest = ForestReader.read(trees.getFirst());
            return givesTheScore(forest, model)
                    ? new TreeShap(forest, columns)
                    : Explainer.unavailable("the model's trees alone do not give its score");
        } catch (UnexplainableException e) {
            return Explainer.unavailable(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Explainer.unavailable("its trees cannot be read");
        }
    }

    private static boolean givesTheScore(Forest forest, OnnxModel model) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int check = 0; check < CHECKED_ROWS; check++) {
            float[] row = row(forest.splits(), model.shape().columns(), random);
            double expected = 1 / (1 + Math.exp(-forest.margin(row)));
            Attempt attempt = Trial.score(model, row);
            if (attempt.failure() != null
                    || !(Math.abs(attempt.score() - expected) <= SCORE_TOLERANCE)) {
                return false;
            }
        }
        return true;
    }

    /* Values at and around the trees' own: elsewhere most splits are never tried. */
    private static float[] row(Forest.Splits splits, int columns, SplittableRandom random) {
        float[] row = new float[columns];
        for (int pick = 0; pick < 4 * columns; pick++) {
            int split = random.nextInt(splits.column().length);
            row[splits.column()[split]] =
                    random.nextInt(8) == 0
                            ? Float.NaN
                            : splits.value()[split] + random.nextInt(-1, 2);
        }
        return row;
    }
}
