package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskgate.registry.Thresholds;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** Every expected figure is worked out by hand beside its case. */
class MetricsTests {

    private static final Offset<Double> EXACTLY = within(1e-12);

    @Nested
    class Ranking {

        @Test
        void withoutTies() {
            /*
             * Down the thresholds: fraud, honest, fraud, honest.
             * Pairs ranked right: 0.9 beats both honest, 0.7 beats one of two: 3 of 4.
             * Precision at each gain in recall: 1/1 and 2/3, each for half the frauds: 5/6.
             */
            RankingMetrics metrics = rank(new double[] {0.9, 0.8, 0.7, 0.1}, 1, 0, 1, 0);
            assertThat(metrics.rocAuc()).isCloseTo(0.75, EXACTLY);
            assertThat(metrics.averagePrecision()).isCloseTo(5.0 / 6, EXACTLY);
            assertThat(metrics.recallAt1PercentFpr()).isCloseTo(0.5, EXACTLY);
        }

        @Test
        void tiesStandOrFallTogether() {
            /*
             * 0.5 is shared by one fraud and one honest transaction, 0.2 by one fraud and two honest ones.
             * Area: (0.5, honest at 0.5) half, (0.5, two at 0.2) 2, (0.2, 0.5) 0, (0.2, two at 0.2) two halves:
             * 3.5 of 6 pairs. Thresholds: at 0.5 precision 1/2, recall 1/2; at 0.2 precision 2/5: 0.45.
             */
            RankingMetrics metrics = rank(new double[] {0.5, 0.5, 0.2, 0.2, 0.2}, 0, 1, 0, 1, 0);
            assertThat(metrics.rocAuc()).isCloseTo(3.5 / 6, EXACTLY);
            assertThat(metrics.averagePrecision()).isCloseTo(0.45, EXACTLY);
            assertThat(metrics.recallAt1PercentFpr()).isZero();
        }

        @Test
        void recallTakesTheLastThresholdWithinOnePercentOfFalseAlarms() {
            /* 200 honest: two false alarms are 1 %, three are too many. Frauds at 0.9, 0.7, 0.5. */
            double[] scores = new double[203];
            int[] fraud = new int[203];
            scores[0] = 0.9;
            scores[1] = 0.7;
            scores[2] = 0.5;
            fraud[0] = fraud[1] = fraud[2] = 1;
            scores[3] = 0.8;
            scores[4] = 0.75;
            scores[5] = 0.6;
            assertThat(rank(scores, fraud).recallAt1PercentFpr()).isCloseTo(2.0 / 3, EXACTLY);
        }

        @Test
        void negativeZeroEqualsZero() {
            assertThat(rank(new double[] {-0.0, 0.0}, 0, 1).rocAuc()).isEqualTo(0.5);
        }

        @Test
        void oneClassHasNoRanking() {
            assertThat(rank(new double[] {0.1, 0.2}, 0, 0).rocAuc()).isNaN();
            assertThat(rank(new double[] {0.1, 0.2}, 1, 1).averagePrecision()).isNaN();
        }

        private RankingMetrics rank(double[] scores, int... fraud) {
            return RankingMetrics.of(floats(scores), flags(fraud));
        }
    }

    @Nested
    class AccountPrecisionAtK {

        @Test
        void ranksAccountsByTheirHighestScoreAndDropsThoseCaught() {
            /*
             * Day 1, top two: a (0.9, compromised by its other transaction) and b (0.8, honest): 1/2.
             * Day 2 without a: c (0.6, compromised) and b (0.5, compromised now): 2/2.
             * Day 3 without a, b, c: d alone, honest: 0/2. Mean 0.5.
             */
            Assessed assessed =
                    assessed(
                            new double[] {0.9, 0.1, 0.8, 0.7, 0.99, 0.6, 0.5, 0.4, 0.9, 0.9},
                            new int[] {0, 1, 0, 0, 1, 1, 1, 0, 1, 0},
                            "a a b c a c b d c d",
                            1,
                            1,
                            1,
                            1,
                            2,
                            2,
                            2,
                            2,
                            3,
                            3);
            assertThat(AccountPrecision.at(2, assessed)).isCloseTo(0.5, EXACTLY);
        }

        @Test
        void fewerAccountsThanPlacesStillDivideByThePlaces() {
            Assessed assessed = assessed(new double[] {0.5}, new int[] {1}, "a", 1);
            assertThat(AccountPrecision.at(100, assessed)).isCloseTo(0.01, EXACTLY);
        }
    }

    @Test
    void brierIsTheMeanSquaredDifference() {
        /* (0.25 - 0)² = 0.0625, (0.5 - 1)² = 0.25; mean 0.15625 */
        Assessed assessed = assessed(new double[] {0.25, 0.5}, new int[] {0, 1}, "a b", 1, 1);
        assertThat(Metrics.brier(assessed, assessed.weights())).isCloseTo(0.15625, EXACTLY);
    }

    @Test
    void savingsCompareWithApprovingAll() {
        Costs costs = new Costs(10, 4, 1, 0.75, 5, 0.1);
        Thresholds.Bands bands = new Thresholds.Bands(0.2, 0.5, 0.8);
        /*
         * Every amount is 100. Fraud approved 110, challenged 1 + 110/4 = 28.5, reviewed 4, declined 0;
         * honest approved 0, challenged 1, reviewed 4, declined 5 + 10. Sum 162.5; approving all 440.
         */
        Assessed assessed =
                assessed(
                        new double[] {0.1, 0.25, 0.5, 0.9, 0.1, 0.25, 0.5, 0.9},
                        new int[] {1, 1, 1, 1, 0, 0, 0, 0},
                        "a b c d e f g h",
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        1,
                        1);
        assertThat(costs.savings(assessed, bands, assessed.weights()))
                .isCloseTo(1 - 162.5 / 440, EXACTLY);
    }

    private static Assessed assessed(double[] scores, int[] fraud, String accounts, long... days) {
        double[] amounts = new double[scores.length];
        Arrays.fill(amounts, 100);
        double[] once = new double[scores.length];
        Arrays.fill(once, 1);
        return new Assessed(floats(scores), flags(fraud), accounts.split(" "), days, amounts, once);
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static boolean[] flags(int[] values) {
        boolean[] flags = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            flags[i] = values[i] == 1;
        }
        return flags;
    }
}
