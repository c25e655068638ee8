package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** How a champion serves beside the former one. */
record WatchFigures(Served now, Served before) {

    /**
     * What one of them decided.
     *
     * @param fallbackShare of decisions without it
     * @param interventionShare of decisions that were not an approval
     * @param scoringMicrosP99 null where it scored nothing
     * @param scoreDrift population stability index of its scores beside those it had when it was
     *     assessed, null where that is not known. Two models' scores need not be alike; a model's
     *     own should be.
     */
    record Served(
            int decisions,
            double fallbackShare,
            double interventionShare,
            @Nullable Double scoringMicrosP99,
            @Nullable Double scoreDrift) {}

    /** What is worse than it may be, each with its figures; empty where nothing is. */
    List<String> faults(GuardSettings limits) {
        List<String> faults = new ArrayList<>();
        if (now.decisions() < limits.decisions()) {
            return faults;
        }
        boolean comparable = before.decisions() >= limits.decisions();
        double usual = comparable ? before.fallbackShare() : 0;
        if (now.fallbackShare() > usual + limits.fallbackShare()) {
            faults.add(
                    "share of fallbacks %.4f, before %.4f".formatted(now.fallbackShare(), usual));
        }
        if (comparable) {
            latency(limits, faults);
            scores(limits, faults);
            outcomes(limits, faults);
        }
        return faults;
    }

    private void latency(GuardSettings limits, List<String> faults) {
        Double p99 = now.scoringMicrosP99();
        Double former = before.scoringMicrosP99();
        if (p99 != null
                && former != null
                && p99 > Math.max(limits.latencyMicros(), former * limits.latencyFactor())) {
            faults.add("p99 of scoring %.0f µs, before %.0f µs".formatted(p99, former));
        }
    }

    private void scores(GuardSettings limits, List<String> faults) {
        Double drift = now.scoreDrift();
        double former = before.scoreDrift() == null ? 0 : before.scoreDrift();
        if (drift != null && drift > former + limits.scoreDrift()) {
            faults.add("drift of the scores %.2f, before %.2f".formatted(drift, former));
        }
    }

    /* Fewer interventions are what one hopes for; none at all, where there were some, is a model that says nothing. */
    private void outcomes(GuardSettings limits, List<String> faults) {
        double share = now.interventionShare();
        double former = before.interventionShare();
        boolean many =
                share > former * limits.outcomeFactor() && share > former + limits.outcomeShare();
        boolean none = share == 0 && former > limits.outcomeShare();
        if (many || none) {
            faults.add("share not approved %.4f, before %.4f".formatted(share, former));
        }
    }
}
