package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.registry.Thresholds;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

class BootstrapTests {

    private static final Thresholds.Bands BANDS = new Thresholds.Bands(0.5, 0.7, 0.9);

    @Test
    void theIntervalOfAMeanIsThatOfTheTextbook() {
        int size = 2000;
        Random random = new Random(3);
        float[] scores = new float[size];
        boolean[] fraud = new boolean[size];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            scores[i] = random.nextFloat();
            fraud[i] = random.nextInt(10) == 0;
            double error = Math.pow(scores[i] - (fraud[i] ? 1 : 0), 2);
            sum += error;
            squares += error * error;
        }
        double mean = sum / size;
        double error = 1.96 * Math.sqrt((squares / size - mean * mean) / size);
        Assessed assessed = assessed(scores, fraud, accounts(size, size));
        Bootstrap.Interval interval = brier(assessed, 1000);
        assertThat(interval.low()).isCloseTo(mean - error, within(error / 5));
        assertThat(interval.high()).isCloseTo(mean + error, within(error / 5));
    }

    @Test
    void transactionsOfOneAccountAreDrawnTogether() {
        int size = 2000;
        float[] scores = new float[size];
        boolean[] fraud = new boolean[size];
        for (int i = 0; i < size; i++) {
            scores[i] = i % 20 < 10 ? 0.1f : 0.4f;
            fraud[i] = i % 20 == 0;
        }
        Assessed together = assessed(scores, fraud, accounts(size, 20));
        Assessed apart = assessed(scores, fraud, accounts(size, size));
        assertThat(width(together)).isGreaterThan(3 * width(apart));
    }

    @Test
    void aModelIsNotBetterThanItself() {
        float[] scores = {0.9f, 0.8f, 0.1f, 0.2f};
        Assessed same = assessed(scores, new boolean[] {true, false, true, false}, accounts(4, 4));
        Bootstrap bootstrap = new Bootstrap(same.accounts(), 100, 1);
        Bootstrap.Interval gain =
                bootstrap
                        .of(same, BANDS, Costs.DEFAULTS)
                        .above(
                                bootstrap.of(same, BANDS, Costs.DEFAULTS),
                                Bootstrap.Figure.AVERAGE_PRECISION);
        assertThat(gain).isEqualTo(new Bootstrap.Interval(0, 0));
    }

    /* Two let through by chance stand for four: worked out by hand. */
    @Test
    void weightsStandForTransactionsThatWereNotLetThrough() {
        Assessed weighted =
                new Assessed(
                        new float[] {0.9f, 0.8f, 0.7f, 0.1f},
                        new boolean[] {true, false, true, false},
                        accounts(4, 4),
                        new long[4],
                        new double[] {10, 10, 10, 10},
                        new double[] {2, 2, 1, 1});
        RankingMetrics metrics = weighted.ranking();
        assertThat(metrics.averagePrecision())
                .isCloseTo((2 * 1.0 + 1 * 3 / 5.0) / 3, within(1e-12));
        assertThat(metrics.rocAuc()).isCloseTo((2 * 3 + 1 * 1) / 9.0, within(1e-12));
        assertThat(Metrics.brier(weighted, weighted.weights()))
                .isCloseTo((2 * 0.01 + 2 * 0.64 + 0.09 + 0.01) / 6, within(1e-6));
    }

    private static double width(Assessed assessed) {
        Bootstrap.Interval interval = brier(assessed, 300);
        return interval.high() - interval.low();
    }

    private static Bootstrap.Interval brier(Assessed assessed, int draws) {
        return Objects.requireNonNull(
                new Bootstrap(assessed.accounts(), draws, 7)
                        .of(assessed, BANDS, Costs.DEFAULTS)
                        .intervals()
                        .get("brier"));
    }

    private static Assessed assessed(float[] scores, boolean[] fraud, String[] accounts) {
        double[] ones = new double[scores.length];
        Arrays.fill(ones, 1);
        return new Assessed(scores, fraud, accounts, new long[scores.length], ones, ones);
    }

    private static String[] accounts(int size, int different) {
        String[] accounts = new String[size];
        Arrays.setAll(accounts, i -> "a" + i % different);
        return accounts;
    }

    private static org.assertj.core.data.Offset<Double> within(double offset) {
        return org.assertj.core.data.Offset.offset(offset);
    }
}
