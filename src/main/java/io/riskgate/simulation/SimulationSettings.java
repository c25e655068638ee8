package io.riskgate.simulation;

import java.time.Instant;

/**
 * Which world to simulate; equal settings give equal worlds.
 *
 * @param seed of every random choice
 * @param start when the first day begins
 * @param cardholders how many accounts there are, at least 50
 * @param fraudShare expected share of fraudulent transactions, 0 to 0.5
 * @param idPrefix in front of every transaction id
 */
public record SimulationSettings(
        long seed, Instant start, int cardholders, double fraudShare, String idPrefix) {

    public SimulationSettings {
        if (cardholders < 50) {
            throw new IllegalArgumentException("a world needs at least 50 cardholders");
        }
        if (!(fraudShare >= 0 && fraudShare <= 0.5)) {
            throw new IllegalArgumentException("the share of fraud must be within 0 and 0.5");
        }
    }

    /** A world with one per cent fraud. */
    public static SimulationSettings of(long seed, Instant start, int cardholders) {
        return new SimulationSettings(seed, start, cardholders, 0.01, "sim-" + seed + "-");
    }
}
