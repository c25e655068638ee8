package io.riskgate.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Labelled transactions.
 *
 * @param fraud one a row
 * @param unlabelled how many more there were whose truth is not known
 */
record Sample(List<CollectedRow> rows, boolean[] fraud, int unlabelled) {

    static Sample of(List<CollectedRow> rows, Function<CollectedRow, Label> labels) {
        List<CollectedRow> labelled = new ArrayList<>(rows.size());
        boolean[] fraud = new boolean[rows.size()];
        for (CollectedRow row : rows) {
            Label label = labels.apply(row);
            if (label != Label.UNKNOWN) {
                fraud[labelled.size()] = label == Label.FRAUD;
                labelled.add(row);
            }
        }
        return new Sample(
                labelled, Arrays.copyOf(fraud, labelled.size()), rows.size() - labelled.size());
    }

    int frauds() {
        int frauds = 0;
        for (boolean each : fraud) {
            frauds += each ? 1 : 0;
        }
        return frauds;
    }

    /** 1 for fraud, 0 for legitimate. */
    float[] labels() {
        float[] labels = new float[fraud.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = fraud[i] ? 1 : 0;
        }
        return labels;
    }

    /** With the scores a model gave, one a row. */
    Assessed scored(float[] scores) {
        return new Assessed(
                scores,
                fraud,
                rows.stream().map(CollectedRow::accountId).toArray(String[]::new),
                rows.stream().mapToLong(CollectedRow::day).toArray(),
                rows.stream().mapToDouble(CollectedRow::amount).toArray());
    }
}
