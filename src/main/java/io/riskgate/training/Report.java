package io.riskgate.training;

import com.fasterxml.jackson.annotation.JsonFormat;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What came of one training run (contract section 10); written as JSON as it stands. */
record Report(
        String model,
        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = Report.TIME, timezone = "UTC")
                Instant asOf,
        Trained train,
        Trained assess,
        List<Tried> candidates,
        int chosen,
        @Nullable Incumbent champion,
        List<Gate.Result> gates,
        @Nullable Integer registeredVersion,
        boolean promoted) {

    static final String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

    /** A window and what was in it. */
    record Trained(
            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TIME, timezone = "UTC")
                    Instant from,
            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TIME, timezone = "UTC")
                    Instant to,
            int rows,
            int frauds,
            int unlabelled) {

        static Trained of(Window window, Sample sample) {
            return new Trained(
                    window.from(),
                    window.to(),
                    sample.rows().size(),
                    sample.frauds(),
                    sample.unlabelled());
        }
    }

    /**
     * One candidate.
     *
     * @param validation means over the folds, empty where there were none
     */
    record Tried(
            String algorithm,
            Map<String, Object> parameters,
            Map<String, Object> validation,
            Metrics metrics) {}

    /** The champion on the same rows. */
    record Incumbent(int version, Metrics metrics) {}

    /** The same, once it is known what became of the version. */
    Report registered(int version, boolean nowChampion) {
        return new Report(
                model,
                asOf,
                train,
                assess,
                candidates,
                chosen,
                champion,
                gates,
                version,
                nowChampion);
    }

    boolean passed() {
        return gates.stream().allMatch(Gate.Result::passed);
    }
}
