package io.riskgate.scoring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How models are called.
 *
 * @param device where models run
 * @param slice the longest a model may take at its 99th percentile to go live, and the longest one
 *     call of a model in lanes may take of a budget that leaves more
 * @param fallbackReserve what is kept of the budget for the fallback model; never more than a
 *     quarter of what is left
 * @param explanationOverrun an explanation that takes no longer than this of late is given even
 *     where the budget is used up, so that the reasons do not depend on how busy the machine was;
 *     one that takes longer only where the budget leaves the time
 * @param inlineBelow a model whose median at load is below this, and whose work does not depend on
 *     what comes in, runs on the caller's thread
 * @param goldenTolerance the largest difference from an expected score
 * @param rehearsalLimit the longest a version may take from loading to being measured
 * @param lanes the threads of models that are not fast enough for that
 * @param breaker when a model is no longer asked
 * @param thresholds what scores mean where no model brings its own
 * @param shadowQueue how many vectors may wait for the challenger before they are dropped
 */
@ConfigurationProperties("riskgate.scoring")
public record ScoringSettings(
        @DefaultValue("auto") Device device,
        @DefaultValue("10ms") Duration slice,
        @DefaultValue("4ms") Duration fallbackReserve,
        @DefaultValue("1ms") Duration explanationOverrun,
        @DefaultValue("1ms") Duration inlineBelow,
        @DefaultValue("0.00001") double goldenTolerance,
        @DefaultValue("30s") Duration rehearsalLimit,
        @DefaultValue LanesSettings lanes,
        @DefaultValue BreakerSettings breaker,
        @DefaultValue ThresholdSettings thresholds,
        @DefaultValue("1024") int shadowQueue) {

    /** From which score on; see {@link io.riskgate.registry.Thresholds.Bands}. */
    public record ThresholdSettings(
            @DefaultValue("0.5") double challenge,
            @DefaultValue("0.7") double review,
            @DefaultValue("0.9") double decline) {}

    /** Where models run. */
    public enum Device {
        /** Where one row is answered sooner. */
        AUTO,
        CPU,
        /** On the first CUDA device; on the CPU where there is none. */
        CUDA
    }

    /**
     * The threads of a model that is not fast enough to run on the caller's.
     *
     * @param threads how many run the model at once
     * @param spares how many more may be started for those that hang
     * @param queue how many requests may wait
     * @param batch how many rows are scored in one run
     * @param hungAfter how long a run may take before its lane is given up
     */
    public record LanesSettings(
            @DefaultValue("2") int threads,
            @DefaultValue("4") int spares,
            @DefaultValue("256") int queue,
            @DefaultValue("64") int batch,
            @DefaultValue("1s") Duration hungAfter) {}

    /**
     * When a model is no longer asked.
     *
     * @param window over how many calls the share of failures is taken
     * @param minimumCalls no verdict before so many
     * @param failurePercent the share of failures that opens it
     * @param openFor how long it stays open before it tries again
     * @param trials how many calls decide whether it closes
     */
    public record BreakerSettings(
            @DefaultValue("40") int window,
            @DefaultValue("20") int minimumCalls,
            @DefaultValue("50") float failurePercent,
            @DefaultValue("2s") Duration openFor,
            @DefaultValue("5") int trials) {}
}
