package io.riskgate.training;

import io.riskgate.registry.Thresholds;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How far figures could have come out otherwise: accounts are drawn with replacement, as many as
 * there are, again and again, and each figure is taken of each draw. Whole accounts, because an
 * account's transactions resemble one another (Efron and Tibshirani, "An Introduction to the
 * Bootstrap", chapter 8). Draw number n is the same for every model, so differences can be formed.
 */
final class Bootstrap {

    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;
    private static final int ACCOUNTS_A_DAY = 100;

    private final AccountNumbers accounts;
    private final int draws;
    private final long seed;

    /**
     * @param accounts of the assessed rows, one a row
     * @param draws how many
     */
    Bootstrap(String[] accounts, int draws, long seed) {
        this.accounts = AccountNumbers.of(accounts);
        this.draws = draws;
        this.seed = seed;
    }

    /**
     * The middle 95 percent.
     *
     * @param low the lower end
     * @param high the upper end
     */
    record Interval(double low, double high) {

        static Interval of(double[] figures) {
            double[] sorted = Arrays.stream(figures).filter(one -> !Double.isNaN(one)).toArray();
            Arrays.sort(sorted);
            return sorted.length == 0
                    ? new Interval(Double.NaN, Double.NaN)
                    : new Interval(at(sorted, LOW), at(sorted, HIGH));
        }

        private static double at(double[] sorted, double share) {
            return sorted[(int) Math.round(share * (sorted.length - 1))];
        }
    }

    /** The figures of one model, draw by draw. */
    Draws of(Assessed assessed, Thresholds.Bands bands, Costs costs) {
        Draws all = new Draws(draws);
        Ranking ranking = Ranking.of(assessed.scores(), assessed.fraud());
        AccountPrecision precision = AccountPrecision.of(assessed, accounts);
        double[] weights = new double[assessed.size()];
        for (int draw = 0; draw < draws; draw++) {
            int[] copies = copies(draw);
            for (int row = 0; row < weights.length; row++) {
                weights[row] = copies[accounts.numbers()[row]] * assessed.weights()[row];
            }
            RankingMetrics ranked = ranking.metrics(weights);
            all.put(Figure.ROC_AUC, draw, ranked.rocAuc());
            all.put(Figure.AVERAGE_PRECISION, draw, ranked.averagePrecision());
            all.put(Figure.RECALL, draw, ranked.recallAt1PercentFpr());
            all.put(Figure.ACCOUNT_PRECISION, draw, precision.at(ACCOUNTS_A_DAY, copies));
            all.put(Figure.BRIER, draw, Metrics.brier(assessed, weights));
            all.put(Figure.SAVINGS, draw, costs.savings(assessed, bands, weights));
        }
        return all;
    }

    private int[] copies(int draw) {
        SplittableRandom random = new SplittableRandom(seed + draw);
        int[] copies = new int[accounts.count()];
        for (int i = 0; i < copies.length; i++) {
            copies[random.nextInt(copies.length)]++;
        }
        return copies;
    }

    /** What is taken of each draw. */
    enum Figure {
        ROC_AUC("rocAuc"),
        AVERAGE_PRECISION("averagePrecision"),
        ACCOUNT_PRECISION("accountPrecisionAt100"),
        RECALL("recallAt1PercentFpr"),
        BRIER("brier"),
        SAVINGS("savings");

        private final String label;

        Figure(String label) {
            this.label = label;
        }
    }

    /** One figure for each draw. */
    static final class Draws {

        private final Map<Figure, double[]> figures = new EnumMap<>(Figure.class);

        private Draws(int draws) {
            for (Figure figure : Figure.values()) {
                figures.put(figure, new double[draws]);
            }
        }

        private void put(Figure figure, int draw, double value) {
            values(figure)[draw] = value;
        }

        private double[] values(Figure figure) {
            return figures.getOrDefault(figure, new double[0]);
        }

        /** The interval of each figure, by its name in reports; without those that are unknown. */
        Map<String, Interval> intervals() {
            Map<String, Interval> intervals = new LinkedHashMap<>();
            figures.forEach(
                    (figure, values) -> {
                        Interval interval = Interval.of(values);
                        if (!Double.isNaN(interval.low())) {
                            intervals.put(figure.label, interval);
                        }
                    });
            return intervals;
        }

        /** By how much a figure lies above another model's. */
        Interval above(Draws other, Figure figure) {
            double[] mine = values(figure);
            double[] theirs = other.values(figure);
            double[] differences = new double[mine.length];
            Arrays.setAll(differences, draw -> mine[draw] - theirs[draw]);
            return Interval.of(differences);
        }
    }
}
