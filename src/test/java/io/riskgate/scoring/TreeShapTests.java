package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The contributions are XGBoost's own, computed from the served file. */
class TreeShapTests {

    private static final int COLUMNS = 12;
    private static final int ROWS = 1000;

    @ParameterizedTest
    @CsvSource({"6,40", "2,30", "9,15"})
    void theyAreXgboostsAndSumToTheMargin(int depth, int trees) throws Exception {
        float[] data = data(ROWS, COLUMNS, 7);
        Booster booster = train(data, ROWS, depth, trees);
        float[][] expected = booster.predictContrib(new DMatrix(data, ROWS, COLUMNS, Float.NaN), 0);
        float[][] margins = booster.predict(new DMatrix(data, ROWS, COLUMNS, Float.NaN), true);
        Explainer explainer = explainer(XgboostFile.onnx(booster, COLUMNS));
        for (int row = 0; row < ROWS; row++) {
            float[] values = Arrays.copyOfRange(data, row * COLUMNS, (row + 1) * COLUMNS);
            Contributions.Exact exact = (Contributions.Exact) explainer.explain(values);
            double sum = exact.base();
            for (int column = 0; column < COLUMNS; column++) {
                assertThat(exact.values().get(column))
                        .isCloseTo(expected[row][column], within(1e-4));
                sum += exact.values().get(column);
            }
            assertThat(exact.base()).isCloseTo(expected[row][COLUMNS], within(1e-4));
            assertThat(sum).isCloseTo(margins[row][0], within(1e-4));
        }
    }

    @Test
    void aModelWithoutTreesSaysSo() throws Exception {
        assertThat(explainer(ExampleModels.column()).explain(new float[3]))
                .isEqualTo(new Contributions.Unavailable("the model has no trees"));
    }

    @Test
    void treesWithoutCoversSaySo() throws Exception {
        Booster booster = train(data(ROWS, COLUMNS, 7), ROWS, 3, 5);
        assertThat(explainer(XgboostFile.withoutCovers(booster, COLUMNS)).explain(new float[12]))
                .isEqualTo(
                        new Contributions.Unavailable(
                                "its trees do not say how many training rows reached each node"));
    }

    @Test
    void treesThatAreNotTheWholeModelSaySo() throws Exception {
        Booster booster = train(data(ROWS, COLUMNS, 7), ROWS, 3, 5);
        assertThat(explainer(XgboostFile.squared(booster, COLUMNS)).explain(new float[12]))
                .isEqualTo(
                        new Contributions.Unavailable(
                                "the model's trees alone do not give its score"));
    }

    private static Explainer explainer(byte[] content) throws UnacceptableModelException {
        int width = content.length == ExampleModels.column().length ? 3 : COLUMNS;
        try (ModelLoader loader = Bench.loader()) {
            ModelLoader.Loaded loaded = loader.load(content, width);
            List<String> columns =
                    IntStream.range(0, width).mapToObj(column -> "c" + column).toList();
            Explainer explainer = Explainers.of(loaded.file(), loaded.model(), columns);
            loaded.model().release();
            return explainer;
        }
    }

    /** Rows of small numbers, every ninth missing. */
    static float[] data(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] data = new float[rows * columns];
        for (int i = 0; i < data.length; i++) {
            data[i] = random.nextInt(9) == 0 ? Float.NaN : random.nextInt(-50, 50) / 10f;
        }
        return data;
    }

    /** Trees over rows of which every label follows from a few of the columns. */
    static Booster train(float[] data, int rows, int depth, int trees) throws XGBoostError {
        int columns = data.length / rows;
        SplittableRandom random = new SplittableRandom(3);
        float[] labels = new float[rows];
        for (int row = 0; row < rows; row++) {
            float sum = 0;
            for (int column = 0; column < columns; column++) {
                float value = data[row * columns + column];
                sum += Float.isNaN(value) ? 1 : value * (column % 3 - 1);
            }
            labels[row] = sum + random.nextInt(-10, 10) > 0 ? 1 : 0;
        }
        DMatrix matrix = new DMatrix(data, rows, columns, Float.NaN);
        matrix.setLabel(labels);
        return XGBoost.train(
                matrix,
                Map.of(
                        "objective",
                        "binary:logistic",
                        "max_depth",
                        depth,
                        "base_score",
                        0.3,
                        "nthread",
                        1,
                        "eta",
                        0.3),
                trees,
                Map.of(),
                null,
                null);
    }
}
