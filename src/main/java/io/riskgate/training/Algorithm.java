package io.riskgate.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** One way to learn, with its settings: a candidate. */
interface Algorithm {

    /** As candidates files name it. */
    String name();

    /** Every setting by name, defaults included. */
    Map<String, Object> parameters();

    /** A numeric setting that has a default. */
    default double number(String setting) {
        return ((Number) Objects.requireNonNull(parameters().get(setting), setting)).doubleValue();
    }

    /**
     * Learns; the same rows and the same terms give the same model to the last bit.
     *
     * @param labels 1 for fraud, 0 for legitimate, one a row
     */
    FittedModel fit(Matrix rows, float[] labels, Terms terms);

    /**
     * What is the same for all candidates of a run.
     *
     * @param seed of every random choice
     * @param threads to train with; part of what makes a model reproducible
     * @param spool where what does not fit in memory goes
     */
    record Terms(long seed, int threads, Path spool) {}
}
