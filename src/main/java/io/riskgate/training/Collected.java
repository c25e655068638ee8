package io.riskgate.training;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;

import java.time.Instant;
import java.util.List;

/**
 * The transactions of the time a run looks at, in the one order, with their vectors.
 *
 * @param plan whose columns the vectors have
 */
record Collected(FeaturePlan plan, List<CollectedRow> rows) {

    Collected {
        rows = List.copyOf(rows);
    }

    /** What is learned from: labels known when the assess window begins. */
    Sample training(Windows windows) {
        Instant known = windows.assessed().from();
        return Sample.of(within(windows.trained()), row -> row.labelAt(known, windows.delay()));
    }

    /**
     * What a model is judged on: labels known at a moment, without the accounts already known as
     * compromised when a day begins.
     */
    Sample assessment(Windows windows, Instant known) {
        Compromised compromised = Compromised.of(rows, windows);
        List<CollectedRow> rows =
                within(windows.assessed()).stream()
                        .filter(row -> !compromised.isKnown(row.accountId(), row.day()))
                        .toList();
        return Sample.of(rows, row -> row.labelAt(known, windows.delay()));
    }

    /** The columns of a set, for these transactions. */
    Matrix matrix(FeatureSet set, List<CollectedRow> rows) {
        int[] columns = plan.columnsOf(set);
        float[] values = new float[rows.size() * columns.length];
        int at = 0;
        for (CollectedRow row : rows) {
            for (int column : columns) {
                values[at++] = row.vector().get(column);
            }
        }
        return new Matrix(values, columns.length);
    }

    private List<CollectedRow> within(Window window) {
        return rows.stream()
                .filter(row -> window.contains(row.occurredAt().toEpochMilli()))
                .toList();
    }
}
