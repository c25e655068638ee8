package io.riskgate.feature;

/**
 * What the engine saw when a transaction took its place in the one order.
 *
 * @param sequence its number, 1 or more; 0 for a transaction that was only looked at
 * @param vector the values of the plan's columns
 * @param plan the plan whose columns these are
 * @param degraded whether a window it read had been folded, so that a left edge is approximate
 */
public record Observation(
        long sequence, FeatureVector vector, FeaturePlan plan, boolean degraded) {}
