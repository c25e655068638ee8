package io.riskgate.training;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;
import java.util.Map;

/**
 * How runs train, choose and judge.
 *
 * @param seed of every random choice
 * @param threads to train with, 0 for one a processor; in a run that the service starts, one less,
 *     because a decision waits behind whatever keeps every processor's memory busy
 * @param folds how many earlier windows candidates are compared on
 * @param draws how many times accounts are drawn again for an interval
 * @param reviewShare share of transactions that people can look at; the thresholds follow from it
 * @param costs what decisions cost
 * @param rates what a unit of other currencies is worth in that of the costs, by ISO 4217 code
 * @param gates what a version must achieve
 * @param checks what a training set must not be
 */
@ConfigurationProperties("riskgate.training")
record TrainingSettings(
        @DefaultValue("42") long seed,
        @DefaultValue("0") int threads,
        @DefaultValue("3") int folds,
        @DefaultValue("200") int draws,
        @DefaultValue("0.005") double reviewShare,
        @DefaultValue Costs costs,
        Map<String, Double> rates,
        @DefaultValue GateLimits gates,
        @DefaultValue Checks checks) {

    static final TrainingSettings DEFAULTS =
            new TrainingSettings(
                    42,
                    0,
                    3,
                    200,
                    0.005,
                    Costs.DEFAULTS,
                    ExchangeRates.DEFAULTS.perUnit(),
                    GateLimits.DEFAULTS,
                    new Checks(0.999, 0.5));

    TrainingSettings {
        rates = rates == null ? ExchangeRates.DEFAULTS.perUnit() : Map.copyOf(rates);
    }

    /**
     * What is refused before anything is fitted.
     *
     * @param leak a column that alone reaches this area under the ROC curve knows the answer
     * @param duplicates the largest share of transactions that repeat another
     */
    record Checks(@DefaultValue("0.999") double leak, @DefaultValue("0.5") double duplicates) {}

    /** How many threads a run has beside a service that decides. */
    int threadsBesideDecisions() {
        return threadsLeaving(1);
    }

    Algorithm.Terms terms(Path spool) {
        return new Algorithm.Terms(seed, threadsLeaving(0), spool);
    }

    private int threadsLeaving(int processors) {
        return threads > 0
                ? threads
                : Math.max(1, Runtime.getRuntime().availableProcessors() - processors);
    }
}
