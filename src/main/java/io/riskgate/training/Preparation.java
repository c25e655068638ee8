package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the training set looks like, checked before anything is fitted.
 *
 * @param rows that were looked at: all, or as many evenly spread ones as is enough
 * @param constantColumns columns that say nothing here
 * @param missingShares the share of missing values of each column that has any
 * @param duplicateShare share of transactions that repeat another's account, time and vector
 * @param mostTelling the column that alone tells frauds best
 * @param mostTellingAuc its area under the ROC curve, rising or falling, 0.5 to 1
 */
record Preparation(
        int rows,
        List<String> constantColumns,
        Map<String, Double> missingShares,
        double duplicateShare,
        @Nullable String mostTelling,
        double mostTellingAuc) {

    private static final int ENOUGH = 100_000;

    /** Below this many frauds one column may separate them by chance. */
    private static final int FEWEST_FRAUDS = 30;

    Preparation {
        constantColumns = List.copyOf(constantColumns);
    }

    /**
     * Looks and judges.
     *
     * @throws RefusedTrainingException with the figures of the first thing that makes training
     *     pointless
     */
    static Preparation of(
            Request request,
            Collected collected,
            Sample training,
            Sample unseen,
            TrainingSettings.Checks limits) {
        Windows windows = request.windows();
        bothClasses("training", windows.trained(), training);
        bothClasses("assess", windows.assessed(), unseen);
        Sample looked = training.spread(ENOUGH);
        Matrix rows = collected.matrix(request.features(), looked);
        Preparation found = look(request.features().columns(), looked, rows);
        found.judge(limits, looked.frauds(), rows.columns());
        return found;
    }

    private static Preparation look(List<String> columns, Sample sample, Matrix rows) {
        List<String> constant = new ArrayList<>();
        Map<String, Double> missing = new LinkedHashMap<>();
        String telling = null;
        double best = 0.5;
        for (int column = 0; column < columns.size(); column++) {
            Column values = Column.of(rows, column, sample.fraud());
            if (values.isConstant()) {
                constant.add(columns.get(column));
            }
            if (values.missing() > 0) {
                missing.put(columns.get(column), values.missing() / (double) rows.rows());
            }
            if (values.auc() > best) {
                best = values.auc();
                telling = columns.get(column);
            }
        }
        return new Preparation(
                rows.rows(), constant, missing, duplicates(sample, rows), telling, best);
    }

    private static double duplicates(Sample sample, Matrix rows) {
        Set<List<Object>> seen = new HashSet<>();
        int repeated = 0;
        for (int row = 0; row < rows.rows(); row++) {
            CollectedRow one = sample.rows().get(row);
            int values = Arrays.hashCode(rows.row(row));
            repeated += seen.add(List.of(one.accountId(), one.occurredAt(), values)) ? 0 : 1;
        }
        return repeated / (double) rows.rows();
    }

    private void judge(TrainingSettings.Checks limits, int frauds, int columns) {
        if (constantColumns.size() == columns) {
            throw new RefusedTrainingException(
                    "None of the %d columns varies over the %d training rows: there is nothing to learn from; choose other features."
                            .formatted(columns, rows));
        }
        if (mostTellingAuc >= limits.leak() && frauds >= FEWEST_FRAUDS) {
            throw new RefusedTrainingException(
                    "Column %s alone tells frauds with an area under the ROC curve of %.5f (limit %s): it seems to know the answer; leave it out, or raise riskgate.training.checks.leak."
                            .formatted(mostTelling, mostTellingAuc, limits.leak()));
        }
        if (duplicateShare > limits.duplicates()) {
            throw new RefusedTrainingException(
                    "%.1f %% of the training rows repeat another's account, time and values (limit %.1f %%): the history seems to be loaded twice under other ids."
                            .formatted(100 * duplicateShare, 100 * limits.duplicates()));
        }
    }

    private static void bothClasses(String name, Window window, Sample sample) {
        int rows = sample.size();
        int frauds = sample.frauds();
        if (frauds == 0 || frauds == rows) {
            throw new RefusedTrainingException(
                    "The %s window %s to %s holds %d labelled transactions, %d of them frauds (%d without label): both kinds are needed; choose another --as-of or a longer window."
                            .formatted(
                                    name,
                                    window.from(),
                                    window.to(),
                                    rows,
                                    frauds,
                                    sample.unlabelled()));
        }
    }

    /**
     * One column.
     *
     * @param auc over the rows where it is known, 0.5 where it cannot be said
     */
    private record Column(boolean isConstant, int missing, double auc) {

        static Column of(Matrix rows, int column, boolean[] fraud) {
            float[] known = new float[rows.rows()];
            boolean[] truth = new boolean[rows.rows()];
            int size = 0;
            for (int row = 0; row < rows.rows(); row++) {
                float value = rows.get(row, column);
                if (!Float.isNaN(value)) {
                    known[size] = value;
                    truth[size++] = fraud[row];
                }
            }
            boolean constant = true;
            for (int i = 1; i < size && constant; i++) {
                constant = known[i] == known[0];
            }
            double auc = constant ? 0.5 : auc(Arrays.copyOf(known, size), truth);
            return new Column(constant, rows.rows() - size, auc);
        }

        /* Measured on ranks, because values may be negative and the measure takes scores. */
        private static double auc(float[] known, boolean[] truth) {
            float[] sorted = known.clone();
            Arrays.sort(sorted);
            double auc =
                    RankingMetrics.of(ranks(known, sorted), Arrays.copyOf(truth, known.length))
                            .rocAuc();
            return Double.isNaN(auc) ? 0.5 : Math.max(auc, 1 - auc);
        }

        /* The first place of an equal value, so that ties stay ties. */
        private static float[] ranks(float[] known, float[] sorted) {
            float[] ranks = new float[known.length];
            for (int i = 0; i < known.length; i++) {
                int at = Arrays.binarySearch(sorted, known[i]);
                ranks[i] = firstOf(sorted, at);
            }
            return ranks;
        }

        private static int firstOf(float[] sorted, int at) {
            int low = 0;
            int high = at;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < sorted[at]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }
}
