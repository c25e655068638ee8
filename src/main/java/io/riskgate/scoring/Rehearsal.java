package io.riskgate.scoring;

import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeaturesFileException;
import io.riskgate.registry.Hashes;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelFiles;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Takes a version through every step before it serves. A model that serves already must not be
 * replaced by a slower one than the budget allows; where none serves, a slow model is better than
 * nothing, and is let through.
 */
@Component
class Rehearsal {

    /* A machine that was busy with something else for a moment does not make a model slow. */
    private static final int MEASURED_AGAIN = 2;

    private final Models models;
    private final ModelFiles files;
    private final ModelLoader loader;
    private final RecentVectors recent;
    private final ObjectProvider<FeatureSupply> supply;
    private final ScoringSettings settings;

    Rehearsal(
            Models models,
            ModelFiles files,
            ModelLoader loader,
            RecentVectors recent,
            ObjectProvider<FeatureSupply> supply,
            ScoringSettings settings) {
        this.models = models;
        this.files = files;
        this.loader = loader;
        this.recent = recent;
        this.supply = supply;
        this.settings = settings;
    }

    /**
     * A version that is ready to serve.
     *
     * @param replaces whether another serves in its place
     * @throws RefusedException with the step that failed
     */
    ServedModel rehearse(ModelReference version, boolean replaces) {
        Manifest manifest = models.get(version);
        byte[] content = fetch(manifest);
        FeatureSet features = features(manifest);
        ModelLoader.Loaded loaded = load(manifest, content, features);
        ServedModel model = served(manifest, loaded, features);
        try {
            requireWarm(features);
            requireGolden(model);
            warmUp(model);
            model.admit(measure(model, replaces), loaded.file().hasSteadyCost());
            return model;
        } catch (RuntimeException e) {
            model.retire();
            throw e;
        }
    }

    private byte[] fetch(Manifest manifest) {
        byte[] content;
        try {
            content = files.fetch(manifest);
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw SwapStep.FETCH.failed("the model file cannot be fetched.", Map.of());
        }
        String expected = manifest.evidence().sha256();
        String actual = Hashes.sha256(content);
        if (!actual.equals(expected)) {
            throw SwapStep.SHA256.failed(
                    "the model file is not the one that was registered.",
                    Map.of("expected", expected, "actual", actual));
        }
        return content;
    }

    private static FeatureSet features(Manifest manifest) {
        try {
            return FeatureSet.ofDeclarations(manifest.features());
        } catch (FeaturesFileException e) {
            throw SwapStep.LOAD.failed(
                    "its features cannot be computed: " + e.getMessage() + ".", Map.of());
        }
    }

    private ModelLoader.Loaded load(Manifest manifest, byte[] content, FeatureSet features) {
        try {
            ModelLoader.Loaded loaded = loader.load(content, features.columns().size());
            Manifest.Signature found = loaded.model().shape().signature();
            if (!found.equals(manifest.signature())) {
                loaded.model().release();
                throw SwapStep.LOAD.failed(
                        "the file is not called as its manifest says.",
                        Map.of(
                                "expected", manifest.signature().toString(),
                                "found", found.toString()));
            }
            return loaded;
        } catch (UnacceptableModelException e) {
            throw SwapStep.LOAD.failed(String.valueOf(e.getMessage()), e.refusal().figures());
        }
    }

    private ServedModel served(Manifest manifest, ModelLoader.Loaded loaded, FeatureSet features) {
        Explainer explainer = Explainers.of(loaded.file(), loaded.model(), features.columns());
        return new ServedModel(manifest, loaded.model(), explainer, settings);
    }

    private void requireWarm(FeatureSet features) {
        FeatureSupply source = supply.getIfAvailable();
        if (source != null && !source.isWarm(features)) {
            throw SwapStep.FEATURES.failed(
                    "windows it reads are still being filled; try again.",
                    Map.of("columns", features.columns().size()));
        }
    }

    private void requireGolden(ServedModel model) {
        for (Manifest.Golden golden : model.manifest().evidence().golden()) {
            Attempt attempt = Trial.score(model.model(), row(golden.values()));
            double difference = Math.abs(attempt.score() - golden.score());
            if (attempt.failure() != null || !(difference <= settings.goldenTolerance())) {
                throw SwapStep.GOLDEN.failed(
                        "a golden vector does not give the score it must.",
                        Map.of(
                                "expected", golden.score(),
                                "actual", text(attempt),
                                "tolerance", settings.goldenTolerance()));
            }
        }
    }

    private static String text(Attempt attempt) {
        return attempt.failure() == null
                ? Double.toString(attempt.score())
                : attempt.failure().name();
    }

    private static float[] row(List<@Nullable Float> values) {
        float[] row = new float[values.size()];
        for (int column = 0; column < row.length; column++) {
            Float value = values.get(column);
            row[column] = value == null ? Float.NaN : value;
        }
        return row;
    }

    private void warmUp(ServedModel model) {
        for (float[] row : recent.rows(model.columns())) {
            Attempt attempt = Trial.score(model.model(), row);
            if (attempt.failure() != null) {
                throw SwapStep.WARM_UP.failed(
                        "it does not score a vector that came in lately.",
                        Map.of("failure", attempt.failure().name()));
            }
        }
    }

    private ServedModel.Latency measure(ServedModel model, boolean replaces) {
        List<float[]> rows = new ArrayList<>(recent.rows(model.columns()));
        model.manifest().evidence().golden().forEach(golden -> rows.add(row(golden.values())));
        if (rows.isEmpty()) {
            rows.add(new float[model.model().shape().columns()]);
        }
        long limit = settings.slice().toNanos();
        ServedModel.Latency latency = Trial.measure(model.model(), rows);
        for (int again = 0; again < MEASURED_AGAIN && latency.p99Nanos() > limit; again++) {
            latency = latency.orFaster(Trial.measure(model.model(), rows));
        }
        if (replaces && latency.p99Nanos() > limit) {
            throw SwapStep.LATENCY.failed(
                    "it is too slow.",
                    Map.of(
                            "p50Micros", latency.p50Micros(),
                            "p99Micros", latency.p99Micros(),
                            "limitMicros", limit / 1_000.0));
        }
        return latency;
    }

    /** Tries a file that is not registered yet. */
    ModelLoader.Loaded inspect(byte[] content, int columns) {
        try {
            return loader.load(content, columns);
        } catch (UnacceptableModelException e) {
            throw e.refusal();
        }
    }

    /** A refusal that names no step of its own, told as one of this step. */
    static RefusedException tooLong(Duration limit) {
        return SwapStep.LOAD.failed(
                "it did not load and run within " + limit.toSeconds() + " s.",
                Map.of("limitSeconds", limit.toSeconds()));
    }

    static boolean isWaitingForFeatures(RefusedException refusal) {
        return refusal.code() == ErrorCode.STATE_CONFLICT
                && SwapStep.FEATURES.code().equals(refusal.figures().get("step"));
    }
}
