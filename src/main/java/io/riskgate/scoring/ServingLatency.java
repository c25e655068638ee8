package io.riskgate.scoring;

import java.util.List;

/** How long a model takes for one row at a time where this installation serves it. */
@FunctionalInterface
public interface ServingLatency {

    /**
     * Loads a model as it would be served, on the device and with the threads that the settings
     * choose, and asks it again and again.
     *
     * @param rows what it is asked, in turn; at least one
     * @throws io.riskgate.transaction.RefusedException where it cannot be served at all
     */
    Micros of(byte[] model, List<float[]> rows);

    /** Quantiles in microseconds. */
    record Micros(double p50, double p99) {}
}
