package io.riskgate.registry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/**
 * What is known of one model version; it stands as {@code manifest.json} beside the model and never
 * changes once written.
 *
 * @param model which version this is
 * @param description in the words of whoever made it, or null
 * @param features the declarations of the model's inputs in order, as in a features file
 * @param signature how the ONNX file is called
 * @param thresholds from score to outcome
 * @param provenance where it comes from: trained at, data window, label delay, rows, positives,
 *     data hash, algorithm, hyper-parameters, seed, code version, parent version; for a foreign
 *     model what its registrant said
 * @param evidence metrics each with their data, calibration, measured scoring latency, golden
 *     vectors with expected scores, sha256 of the model
 */
public record Manifest(
        ModelReference model,
        @Nullable String description,
        List<Map<String, Object>> features,
        Signature signature,
        Thresholds thresholds,
        Map<String, Object> provenance,
        Evidence evidence) {

    /** The word of the provenance under which the gates stand that a version failed. */
    public static final String REFUSED = "refused";

    public Manifest {
        features = List.copyOf(features);
        provenance = Map.copyOf(provenance);
    }

    /** The same under another version number. */
    public Manifest withVersion(int version) {
        return new Manifest(
                new ModelReference(model.name(), version),
                description,
                features,
                signature,
                thresholds,
                provenance,
                evidence);
    }

    /** The same of another file. */
    public Manifest withSha256(String sha256) {
        Evidence hashed =
                new Evidence(
                        sha256,
                        evidence.metrics,
                        evidence.calibration,
                        evidence.scoringLatencyMicros,
                        evidence.golden);
        return new Manifest(
                model, description, features, signature, thresholds, provenance, hashed);
    }

    /**
     * How the ONNX file is called.
     *
     * @param input the name of its one float input
     * @param output the name of the output that holds the score
     * @param outputKind where in that output the score stands
     */
    public record Signature(String input, String output, OutputKind outputKind) {}

    /** The output layouts that are understood (contract section 8). */
    public enum OutputKind {
        /** Tensor [N,1] or [N]. */
        PROBABILITY,
        /** Tensor [N,2]: column 1 is fraud. */
        PROBABILITIES,
        /** Sequence of maps: key 1 is fraud. */
        PROBABILITY_MAPS
    }

    /**
     * What was measured of the model.
     *
     * @param sha256 of the model file, hexadecimal
     * @param metrics by name, each with the data it was measured on
     * @param calibration how its scores relate to observed frequencies, or empty
     * @param scoringLatencyMicros by quantile name ({@code p50}, {@code p99}), one row at a time
     * @param golden vectors with the scores they must give
     */
    public record Evidence(
            String sha256,
            Map<String, Object> metrics,
            Map<String, Object> calibration,
            Map<String, Double> scoringLatencyMicros,
            List<Golden> golden) {

        public Evidence {
            metrics = Map.copyOf(metrics);
            calibration = Map.copyOf(calibration);
            scoringLatencyMicros = Map.copyOf(scoringLatencyMicros);
            golden = List.copyOf(golden);
        }
    }

    /**
     * A vector and the score it must give.
     *
     * @param values one a column, null for missing
     * @param score expected, 0 to 1
     */
    public record Golden(List<@Nullable Float> values, double score) {}
}
