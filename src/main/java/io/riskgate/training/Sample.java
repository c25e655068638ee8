package io.riskgate.training;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Labelled transactions among the collected ones. */
final class Sample {

    private final Rows source;
    private final int[] index;
    private final boolean[] fraud;
    private final int unlabelled;

    private Sample(Rows source, int[] index, boolean[] fraud, int unlabelled) {
        this.source = source;
        this.index = index;
        this.fraud = fraud;
        this.unlabelled = unlabelled;
    }

    static Sample of(Rows source, IntStream rows, Function<CollectedRow, Label> labels) {
        int[] all = rows.toArray();
        boolean[] fraud = new boolean[all.length];
        int labelled = 0;
        for (int row : all) {
            Label label = labels.apply(source.row(row));
            if (label != Label.UNKNOWN) {
                fraud[labelled] = label == Label.FRAUD;
                all[labelled++] = row;
            }
        }
        return new Sample(
                source,
                Arrays.copyOf(all, labelled),
                Arrays.copyOf(fraud, labelled),
                all.length - labelled);
    }

    int size() {
        return index.length;
    }

    /** Where a transaction of the sample stands among all. */
    int index(int number) {
        return index[number];
    }

    /** The transactions, each read when it is asked for. */
    List<CollectedRow> rows() {
        return new View();
    }

    /** The truth, one a row. */
    boolean[] fraud() {
        return fraud;
    }

    /** How many more there were whose truth is not known. */
    int unlabelled() {
        return unlabelled;
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

    /** So many of them, evenly spread; all where there are fewer. */
    Sample spread(int most) {
        int count = Math.min(most, index.length);
        int[] rows = new int[count];
        boolean[] truth = new boolean[count];
        for (int i = 0; i < count; i++) {
            int chosen = (int) ((long) index.length * i / count);
            rows[i] = index[chosen];
            truth[i] = fraud[chosen];
        }
        return new Sample(source, rows, truth, unlabelled);
    }

    /** With the scores a model gave, one a row. */
    Assessed scored(float[] scores) {
        int size = index.length;
        String[] accounts = new String[size];
        long[] days = new long[size];
        double[] amounts = new double[size];
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            CollectedRow row = source.row(index[i]);
            accounts[i] = row.accountId();
            days[i] = row.day();
            amounts[i] = row.amount();
            weights[i] = row.weight();
        }
        return new Assessed(scores, fraud, accounts, days, amounts, weights);
    }

    private final class View extends AbstractList<CollectedRow> implements RandomAccess {

        @Override
        public CollectedRow get(int number) {
            return source.row(index[number]);
        }

        @Override
        public int size() {
            return index.length;
        }
    }
}
