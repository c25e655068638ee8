package io.riskgate.training;

import com.fasterxml.jackson.annotation.JsonFormat;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What came of one training run (contract section 10); written as JSON as it stands.
 *
 * @param champion null where there is none
 * @param fallback the model that was trained to stand in, null where none was
 * @param stages what was done, in order
 */
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
        boolean promoted,
        Preparation preparation,
        @Nullable StandIn fallback,
        List<StageRecord> stages) {

    static final String TIME = "yyyy-MM-dd'T'HH:mm:ss.SSSX";

    Report {
        candidates = List.copyOf(candidates);
        gates = List.copyOf(gates);
        stages = List.copyOf(stages);
    }

    /**
     * One stage.
     *
     * @param seconds it took
     * @param found what it worked on, by name
     */
    record StageRecord(String stage, double seconds, Map<String, Object> found) {}

    /**
     * A window and what was in it.
     *
     * @param unlabelled how many were left out because their truth is not known
     * @param letThrough how many were let through by chance although they would have been declined
     */
    record Trained(
            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TIME, timezone = "UTC")
                    Instant from,
            @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = TIME, timezone = "UTC")
                    Instant to,
            int rows,
            int frauds,
            int unlabelled,
            int letThrough) {

        static Trained of(Window window, Sample sample) {
            return new Trained(
                    window.from(),
                    window.to(),
                    sample.size(),
                    sample.frauds(),
                    sample.unlabelled(),
                    (int) sample.rows().stream().filter(row -> row.propensity() < 1).count());
        }
    }

    /**
     * One candidate.
     *
     * @param validation means over the folds, empty where there were none
     * @param intervals the middle 95 percent of each metric
     */
    record Tried(
            String algorithm,
            Map<String, Object> parameters,
            Map<String, Object> validation,
            Metrics metrics,
            Map<String, Bootstrap.Interval> intervals) {}

    /**
     * The champion on the same rows.
     *
     * @param trainedOnAssessed whether it has seen some of them
     */
    record Incumbent(
            int version,
            Metrics metrics,
            Map<String, Bootstrap.Interval> intervals,
            boolean trainedOnAssessed) {

        static @Nullable Incumbent of(@Nullable Assessment champion) {
            return champion == null
                    ? null
                    : new Incumbent(
                            champion.version(),
                            champion.metrics(),
                            champion.intervals(),
                            champion.trainedOnThem());
        }
    }

    /** The model that stands in for the version. */
    record StandIn(String model, int registeredVersion, Metrics metrics, List<Gate.Result> gates) {

        boolean passed() {
            return gates.stream().allMatch(Gate.Result::passed);
        }
    }

    /** The same, once it is known what became of the version. */
    Report registered(int version, @Nullable StandIn standIn) {
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
                false,
                preparation,
                standIn,
                stages);
    }

    /** The same of a version that is champion now. */
    Report nowChampion(boolean nowChampion) {
        return new Report(
                model,
                asOf,
                train,
                assess,
                candidates,
                chosen,
                champion,
                gates,
                registeredVersion,
                nowChampion,
                preparation,
                fallback,
                stages);
    }

    /** The same with its stages. */
    Report after(List<StageRecord> done) {
        return new Report(
                model,
                asOf,
                train,
                assess,
                candidates,
                chosen,
                champion,
                gates,
                registeredVersion,
                promoted,
                preparation,
                fallback,
                done);
    }

    boolean passed() {
        return gates.stream().allMatch(Gate.Result::passed);
    }
}
