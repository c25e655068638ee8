package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.Source;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.outcome.Verdict;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;

/** What a training set must be before anything is fitted, and that a large one still trains. */
class PreparationTests {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Windows WINDOWS =
            new Windows(Instant.parse("2026-03-22T00:00:00Z"), WEEK, WEEK, WEEK);
    private static final FeatureSet FEATURES =
            FeatureSet.parse(
                    """
                    features:
                      - {name: amount, value: amount}
                      - {name: hour, calendar: hour}
                    """);
    private static final int SIZE = 4000;

    @Test
    void saysWhatItFound() {
        Preparation found = prepare(i -> new float[] {i % 4 == 0 ? Float.NaN : i % 97, 3});
        assertThat(found.constantColumns()).containsExactly("hour");
        assertThat(found.missingShares()).containsOnlyKeys("amount");
        assertThat(found.missingShares().get("amount")).isEqualTo(0.25);
        assertThat(found.duplicateShare()).isZero();
    }

    @Test
    void refusesAColumnThatKnowsTheAnswer() {
        assertThatThrownBy(() -> prepare(i -> new float[] {isFraud(i) ? -5 - i : i, i % 24}))
                .isInstanceOf(RefusedTrainingException.class)
                .hasMessageContaining("Column amount alone")
                .hasMessageContaining("1.00000");
    }

    @Test
    void refusesWhatNeverVaries() {
        assertThatThrownBy(() -> prepare(_ -> new float[] {1, Float.NaN}))
                .isInstanceOf(RefusedTrainingException.class)
                .hasMessageContaining("None of the 2 columns varies over the 4000 training rows");
    }

    @Test
    void refusesAHistoryThatIsThereTwice() {
        assertThatThrownBy(() -> prepare(i -> new float[] {i / 3 % 50, i / 3 % 24}, 3))
                .isInstanceOf(RefusedTrainingException.class)
                .hasMessageContaining("66.6 % of the training rows repeat another's");
    }

    @Test
    void whatLiesInAFileTrainsLikeWhatLiesInMemory() {
        Collected collected = collected(i -> new float[] {i % 97, isFraud(i) ? i % 24 : i % 7}, 1);
        Sample training = collected.training(WINDOWS);
        Matrix heap = collected.matrix(FEATURES, training);
        Matrix file = collected.matrix(FEATURES, training, 0);
        assertThat(file.heap()).isEmpty();
        Algorithm.Terms terms = new Algorithm.Terms(1, 1, Path.of("target"));
        for (Algorithm algorithm :
                List.of(
                        new GradientBoostedTrees(java.util.Map.of("trees", 20)),
                        new LogisticRegression(java.util.Map.of()))) {
            FittedModel inMemory = algorithm.fit(heap, training.labels(), terms);
            FittedModel inFile = algorithm.fit(file, training.labels(), terms);
            assertThat(inFile.toOnnx()).isEqualTo(inMemory.toOnnx());
            assertThat(inFile.predict(file)).isEqualTo(inMemory.predict(heap));
        }
    }

    @Test
    void exactTreesNeedTheirRowsInMemory() {
        Collected collected = collected(i -> new float[] {i % 97, i % 24}, 1);
        Sample training = collected.training(WINDOWS);
        Matrix file = collected.matrix(FEATURES, training, 0);
        Algorithm exact = new GradientBoostedTrees(java.util.Map.of("treeMethod", "exact"));
        Algorithm.Terms terms = new Algorithm.Terms(1, 1, Path.of("target"));
        assertThatThrownBy(() -> exact.fit(file, training.labels(), terms))
                .isInstanceOf(RefusedTrainingException.class)
                .hasMessageContaining("choose hist");
    }

    private static Preparation prepare(IntFunction<float[]> vectors) {
        return prepare(vectors, 1);
    }

    private static Preparation prepare(IntFunction<float[]> vectors, int copies) {
        Collected collected = collected(vectors, copies);
        Request request = new Request("fraud", WINDOWS, FEATURES, true, List.of(), false, null);
        Instant later = WINDOWS.asOf().plus(WEEK).plus(WEEK);
        return Preparation.of(
                request,
                collected,
                collected.training(WINDOWS),
                collected.assessment(WINDOWS, later),
                TrainingSettings.DEFAULTS.checks());
    }

    /* Half of the rows lie in the training window, the others in the assess window. */
    private static Collected collected(IntFunction<float[]> vectors, int copies) {
        try (Rows.Writer writer = new Rows.Writer(Path.of("target"), 2)) {
            for (int i = 0; i < SIZE; i++) {
                writer.add(
                        row(i, i / copies, WINDOWS.trained().from()),
                        FeatureVector.adopt(vectors.apply(i)));
            }
            for (int i = 0; i < SIZE; i++) {
                writer.add(
                        row(SIZE + i, SIZE + i / copies, WINDOWS.assessed().from()),
                        FeatureVector.adopt(vectors.apply(i)));
            }
            return new Collected(
                    FeaturePlan.of(List.of(FEATURES)), writer.rows(), 0, Path.of("target"));
        }
    }

    private static CollectedRow row(int number, int same, Instant from) {
        String id = "t" + number;
        Instant at = from.plusSeconds(same % SIZE * 100L);
        TransactionReports reports =
                isFraud(number)
                        ? TransactionReports.NONE.with(
                                new ReportedOutcome(
                                        "o" + number,
                                        id,
                                        Verdict.FRAUD,
                                        Source.CHARGEBACK,
                                        null,
                                        at.plusSeconds(60),
                                        null))
                        : TransactionReports.NONE;
        return new CollectedRow(id, "a" + same, at, 10, false, 1, reports);
    }

    private static boolean isFraud(int number) {
        return number % 40 == 0;
    }
}
