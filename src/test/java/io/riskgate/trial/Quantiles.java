package io.riskgate.trial;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Times in milliseconds, sorted. */
record Quantiles(double[] sorted) {

    static Quantiles of(DoubleStream millis) {
        double[] sorted = millis.toArray();
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    double at(double quantile) {
        return sorted[Math.max(0, (int) Math.ceil(quantile * sorted.length) - 1)];
    }

    /** The share of times up to a limit. */
    double within(double millis) {
        return (double) Arrays.stream(sorted).filter(one -> one <= millis).count() / sorted.length;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms",
                at(0.5),
                at(0.9),
                at(0.99),
                at(0.999),
                at(1));
    }
}
