package io.riskgate.training;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The transactions of the time a run looks at, in the one order, with their vectors.
 *
 * @param plan whose columns the vectors have
 * @param replayed how many vectors were computed again because none was logged
 * @param spool where what does not fit in memory goes
 */
record Collected(FeaturePlan plan, Rows rows, int replayed, Path spool) {

    /* Trainers copy what they are given, some of it twice. */
    private static final long MOST_ON_HEAP = Runtime.getRuntime().maxMemory() / 6;

    /** What is learned from: labels known when the assess window begins. */
    Sample training(Windows windows) {
        Instant known = windows.assessed().from();
        return Sample.of(
                rows,
                within(windows.trained(), row -> true),
                row -> row.labelAt(known, windows.delay()));
    }

    /**
     * What a model is judged on: labels known at a moment, without the accounts already known as
     * compromised when a day begins.
     */
    Sample assessment(Windows windows, Instant known) {
        Compromised compromised = Compromised.of(rows, windows);
        return Sample.of(
                rows,
                within(
                        windows.assessed(),
                        row -> {
                            CollectedRow one = rows.row(row);
                            return !compromised.isKnown(one.accountId(), one.day());
                        }),
                row -> row.labelAt(known, windows.delay()));
    }

    /**
     * The columns of a set, for these transactions: on the heap, or in a file where it is small.
     */
    Matrix matrix(FeatureSet set, Sample sample) {
        return matrix(set, sample, MOST_ON_HEAP);
    }

    Matrix matrix(FeatureSet set, Sample sample, long mostOnHeap) {
        int[] columns = plan.columnsOf(set);
        long bytes = (long) sample.size() * columns.length * Float.BYTES;
        if (bytes > mostOnHeap) {
            return onDisk(columns, sample);
        }
        float[] values = new float[sample.size() * columns.length];
        int at = 0;
        for (int i = 0; i < sample.size(); i++) {
            for (int column : columns) {
                values[at++] = rows.value(sample.index(i), column);
            }
        }
        return new Matrix(values, columns.length);
    }

    private Matrix onDisk(int[] columns, Sample sample) {
        try (Spool file = new Spool(spool)) {
            for (int i = 0; i < sample.size(); i++) {
                ByteBuffer row = file.room(columns.length * Float.BYTES);
                for (int column : columns) {
                    row.putFloat(rows.value(sample.index(i), column));
                }
            }
            MemorySegment values = file.mapped();
            return new Matrix(values, columns.length);
        } catch (IOException e) {
            throw new UncheckedIOException("the training set cannot be read", e);
        }
    }

    private IntStream within(Window window, IntPredicate alsoIf) {
        return IntStream.range(0, rows.size())
                .filter(row -> window.contains(rows.timeMillis(row)))
                .filter(alsoIf);
    }
}
