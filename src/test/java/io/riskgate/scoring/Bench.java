package io.riskgate.scoring;

import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.RegistrySettings;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Deadline;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Loads example models and calls them, without a registry. */
final class Bench {

    static final FeatureSet FEATURES =
            FeatureSet.parse(
                    """
                    features:
                      - {name: amount, value: amount}
                      - {name: latitude, value: latitude}
                      - {name: longitude, value: longitude}
                    """);
    static final int[] COLUMNS = {0, 1, 2};
    static final RegistrySettings REGISTRY = registry(Map.of());

    private Bench() {}

    static ScoringSettings settings(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("riskgate.scoring", ScoringSettings.class);
    }

    static RegistrySettings registry(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("riskgate.registry", RegistrySettings.class);
    }

    static ModelLoader loader() {
        return new ModelLoader(settings(Map.of()), REGISTRY);
    }

    /** A model that serves, called as {@code admit} would have it for this latency. */
    static ServedModel serve(byte[] content, Duration p99, Map<String, String> properties) {
        return serve(content, p99, properties, Explainer.unavailable("it is an example"));
    }

    static ServedModel serve(
            byte[] content, Duration p99, Map<String, String> properties, Explainer explainer) {
        ScoringSettings settings = settings(properties);
        try {
            OnnxModel model =
                    new ModelLoader(settings, REGISTRY).load(content, COLUMNS.length).model();
            ServedModel served =
                    new ServedModel(
                            manifest("fraud", model.shape().signature(), List.of()),
                            model,
                            explainer,
                            settings);
            served.admit(new ServedModel.Latency(p99.toNanos() / 2, p99.toNanos(), 100), true);
            return served;
        } catch (UnacceptableModelException e) {
            throw new AssertionError(e);
        }
    }

    static Manifest manifest(
            String name, Manifest.Signature signature, List<Manifest.Golden> golden) {
        return new Manifest(
                new ModelReference(name, 1),
                null,
                FEATURES.declarations(),
                signature,
                Thresholds.of(0.5, 0.7, 0.9),
                Map.of(),
                new Manifest.Evidence("0".repeat(64), Map.of(), Map.of(), Map.of(), golden));
    }

    /** Retires a model and waits until its last run has returned and it is closed. */
    static void retire(ServedModel model) {
        model.retire();
        await(() -> model.model().isClosed());
    }

    /** Spins until something holds; fails where it does not within ten seconds. */
    static void await(BooleanSupplier condition) {
        long limit = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - limit > 0) {
                throw new AssertionError("did not come to hold within ten seconds");
            }
            Thread.onSpinWait();
        }
    }

    static FeatureVector vector(float... values) {
        return FeatureVector.adopt(values);
    }

    static Attempt ask(ServedModel model, Duration budget, float... values) {
        return model.ask(vector(values), COLUMNS, Deadline.after(budget));
    }
}
