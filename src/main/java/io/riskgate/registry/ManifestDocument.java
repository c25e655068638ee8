package io.riskgate.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A manifest as it is written: flat, in a fixed order of fields. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "name",
    "version",
    "description",
    "features",
    "input",
    "output",
    "outputKind",
    "thresholds",
    "calibration",
    "provenance",
    "metrics",
    "scoringLatencyMicros",
    "golden",
    "sha256"
})
record ManifestDocument(
        String name,
        int version,
        @Nullable String description,
        List<Map<String, Object>> features,
        String input,
        String output,
        Manifest.OutputKind outputKind,
        Thresholds thresholds,
        @Nullable Map<String, Object> calibration,
        @Nullable Map<String, Object> provenance,
        @Nullable Map<String, Object> metrics,
        @Nullable Map<String, Double> scoringLatencyMicros,
        @Nullable List<Manifest.Golden> golden,
        String sha256) {

    static ManifestDocument of(Manifest manifest) {
        Manifest.Evidence evidence = manifest.evidence();
        return new ManifestDocument(
                manifest.model().name(),
                manifest.model().version(),
                manifest.description(),
                manifest.features(),
                manifest.signature().input(),
                manifest.signature().output(),
                manifest.signature().outputKind(),
                manifest.thresholds(),
                evidence.calibration(),
                manifest.provenance(),
                evidence.metrics(),
                evidence.scoringLatencyMicros(),
                evidence.golden(),
                evidence.sha256());
    }

    Manifest toManifest() {
        return new Manifest(
                new ModelReference(name, version),
                description,
                features,
                new Manifest.Signature(input, output, outputKind),
                thresholds,
                withoutNulls(provenance),
                new Manifest.Evidence(
                        sha256,
                        withoutNulls(metrics),
                        withoutNulls(calibration),
                        withoutNulls(scoringLatencyMicros),
                        Objects.requireNonNullElse(golden, List.of())));
    }

    private static <V> Map<String, V> withoutNulls(@Nullable Map<String, V> map) {
        Map<String, V> kept = new LinkedHashMap<>(map == null ? Map.of() : map);
        kept.values().removeIf(Objects::isNull);
        return kept;
    }
}
