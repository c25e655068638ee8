package io.riskgate.scoring;

import java.util.List;

/** How a score came about. */
public sealed interface Contributions {

    /**
     * Exact Shapley values in log-odds: they and the base sum to the model's margin.
     *
     * @param base the margin of the expected score
     * @param columns the model's columns in order
     * @param values one a column
     */
    record Exact(double base, List<String> columns, List<Double> values) implements Contributions {}

    /** None, and why. */
    record Unavailable(String why) implements Contributions {}
}
