package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.registry.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;

class ConversionTests {

    private static final Manifest.Signature SIGNATURE =
            new Manifest.Signature("features", "score", Manifest.OutputKind.PROBABILITY);
    private static final Algorithm.Terms TERMS = new Algorithm.Terms(42, 2, Path.of("target"));
    private static final Data DATA = data(4000, 9);

    @ParameterizedTest
    @CsvSource({"3,0.5,hist", "6,0.5,hist", "4,0.01,hist", "5,0.9,exact"})
    void treesInOnnxScoreAsTheTrainerDoes(int depth, double baseScore, String method) {
        Algorithm trees =
                new GradientBoostedTrees(
                        Map.of(
                                "depth", depth,
                                "baseScore", baseScore,
                                "treeMethod", method,
                                "trees", 60));
        assertParity(trees);
    }

    @Test
    void logisticRegressionInOnnxScoresAsTheTrainerDoes() {
        assertParity(new LogisticRegression(Map.of("l2", 0.5)));
    }

    @Test
    void splitsSendTheThresholdItselfRightAndMissingWhereTheTreeSays() {
        TreeEnsemble.Tree tree =
                new TreeEnsemble.Tree(
                        new int[] {1, -1, 3, -1, -1},
                        new int[] {2, -1, 4, -1, -1},
                        new int[] {0, 0, 1, 0, 0},
                        new float[] {2, -1, 5, 0.5f, 3},
                        new boolean[] {false, false, true, false, false},
                        new float[] {5, 2, 3, 2, 1});
        byte[] onnx = OnnxTrees.write(new TreeEnsemble(0, java.util.List.of(tree)), 2);
        float nan = Float.NaN;
        Matrix rows = new Matrix(new float[] {1.9f, 9, 2, 4, 2, 5, nan, nan, nan, 7}, 2);
        try (OnnxScores scores = new OnnxScores(onnx, SIGNATURE)) {
            assertThat(scores.score(rows))
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(
                            sigmoid(-1), sigmoid(0.5), sigmoid(3), sigmoid(0.5), sigmoid(3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.25", "2.5E-1", "[2.5E-1]", " [0.25] "})
    void baseScoreIsReadInEveryForm(String form) {
        assertThat(TreeEnsemble.probability(form)).isEqualTo(0.25f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gbt", "logistic"})
    void theSameDataGivesTheSameBytes(String name) {
        Algorithm algorithm =
                name.equals("gbt")
                        ? new GradientBoostedTrees(Map.of("rowShare", 0.7, "columnShare", 0.6))
                        : new LogisticRegression(Map.of());
        byte[] first = algorithm.fit(DATA.rows, DATA.labels, TERMS).toOnnx();
        byte[] second = algorithm.fit(DATA.rows, DATA.labels, TERMS).toOnnx();
        assertThat(first).isEqualTo(second);
    }

    @Test
    void logisticRegressionFindsTheKnownOptimum() {
        Matrix rows = new Matrix(new float[] {0, 0, 0, 0, 1, 1, 1, 1}, 1);
        float[] labels = {0, 0, 0, 1, 0, 1, 1, 1};
        FittedModel model = new LogisticRegression(Map.of("l2", 1e-9)).fit(rows, labels, TERMS);
        assertThat(model.predict(new Matrix(new float[] {0, 1}, 1)))
                .usingComparatorWithPrecision(1e-5f)
                .containsExactly(0.25f, 0.75f);
    }

    private static void assertParity(Algorithm algorithm) {
        FittedModel model = algorithm.fit(DATA.rows, DATA.labels, TERMS);
        float[] expected = model.predict(DATA.rows);
        try (OnnxScores scores = new OnnxScores(model.toOnnx(), SIGNATURE)) {
            float[] actual = scores.score(DATA.rows);
            assertThat(actual).usingComparatorWithPrecision(1e-5f).containsExactly(expected);
            float[] sorted = actual.clone();
            Arrays.sort(sorted);
            assertThat(sorted[sorted.length - 1] - sorted[0]).isGreaterThan(0.5f);
        }
    }

    private static float sigmoid(double margin) {
        return (float) (1 / (1 + Math.exp(-margin)));
    }

    private static Data data(int count, int columns) {
        SplittableRandom random = new SplittableRandom(11);
        float[] values = new float[count * columns];
        float[] labels = new float[count];
        for (int row = 0; row < count; row++) {
            double margin = -1;
            for (int column = 0; column < columns; column++) {
                boolean missing = random.nextDouble() < 0.15;
                float value = (float) (random.nextGaussian() * (column + 1));
                values[row * columns + column] = missing ? Float.NaN : value;
                margin += missing ? 0.4 : value * (column % 3 - 1);
            }
            labels[row] = random.nextDouble() < sigmoid(margin) ? 1 : 0;
        }
        return new Data(new Matrix(values, columns), labels);
    }

    private record Data(Matrix rows, float[] labels) {}
}
