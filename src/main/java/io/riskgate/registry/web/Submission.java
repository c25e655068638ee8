package io.riskgate.registry.web;

import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeaturesFileException;
import io.riskgate.registry.Deployments;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model that somebody brings, as its manifest describes it.
 *
 * @param name under which it is registered
 * @param features what it sees
 */
record Submission(
        String name, FeatureSet features, Thresholds thresholds, @Nullable String description) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private static final Thresholds STANDARD = Thresholds.of(0.5, 0.7, 0.9);

    private static final String ACCEPTED =
            "a JSON object with \"features\": a list of declarations as in a features file;"
                    + " optionally \"thresholds\" and \"description\"";

    /**
     * Reads the manifest part; its windows may reach back as far as the horizon.
     *
     * @throws RefusedException (422) with what was found and what is accepted
     */
    static Submission read(String name, byte[] manifest, Duration horizon) {
        try {
            Document document = JSON.readValue(manifest, Document.class);
            if (document.features == null || document.features.isEmpty()) {
                throw refused("a manifest without features");
            }
            return new Submission(
                    name,
                    FeatureSet.ofDeclarations(document.features, horizon),
                    Objects.requireNonNullElse(document.thresholds, STANDARD),
                    document.description);
        } catch (FeaturesFileException e) {
            throw refused("features that cannot be computed: " + e.getMessage());
        } catch (JacksonException e) {
            throw refused("a manifest that cannot be read: " + e.getOriginalMessage());
        }
    }

    private static RefusedException refused(String found) {
        return new RefusedException(
                ErrorCode.UNPROCESSABLE,
                "Found " + found + "; accepted is " + ACCEPTED + ".",
                Map.of("found", found, "accepted", ACCEPTED));
    }

    /** Its manifest, completed with what was found in the file. */
    Manifest draft(Deployments.Inspection inspection, String by) {
        return new Manifest(
                new ModelReference(name, 1),
                description,
                features.declarations(),
                inspection.signature(),
                thresholds,
                Map.of("registeredBy", by, "registeredAt", Instant.now().toString()),
                new Manifest.Evidence(
                        "", Map.of(), Map.of(), inspection.latencyMicros(), inspection.golden()));
    }

    private record Document(
            @Nullable List<Map<String, Object>> features,
            @Nullable Thresholds thresholds,
            @Nullable String description) {}
}
