package io.riskgate.training;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.journal.History;
import io.riskgate.journal.LoggedVectors;
import io.riskgate.registry.RegistrySettings;
import io.riskgate.scoring.ServingLatency;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Training over the journal and the registry of this installation. */
@Component
class Retraining {

    private final History history;
    private final LoggedVectors logged;
    private final Versions versions;
    private final RegistrySettings registry;
    private final FeatureSettings featureSettings;
    private final TrainingSettings settings;
    private final ServingLatency latency;
    private final Clock clock;
    private final Path folder;

    Retraining(
            History history,
            LoggedVectors logged,
            Versions versions,
            RegistrySettings registry,
            FeatureSettings featureSettings,
            TrainingSettings settings,
            ServingLatency latency,
            Clock clock,
            Environment environment) {
        this.history = history;
        this.logged = logged;
        this.versions = versions;
        this.registry = registry;
        this.folder = Path.of(environment.getProperty("riskgate.home", ".riskgate"), "training");
        this.featureSettings = featureSettings;
        this.settings = settings;
        this.latency = latency;
        this.clock = clock;
    }

    /** Runs, and leaves the report with its curves in a folder of its own. */
    Report run(Request request, Stages stages) throws IOException {
        TrainingRun.Outcome outcome =
                new TrainingRun(sources(), versions, settings, latency, clock).run(request, stages);
        RunFolder.under(folder, outcome.report()).write(outcome);
        return outcome.report();
    }

    /**
     * The transactions of a window, with the columns of a set.
     *
     * @param replayed whether vectors are computed again even where they were logged
     */
    Collected collect(FeatureSet features, Window window, boolean replayed) {
        return replayed
                ? Collector.replayed(sources(), List.of(features), window)
                : Collector.logged(sources(), List.of(features), window);
    }

    private Collector.Sources sources() {
        return new Collector.Sources(
                history, logged, this::engine, new ExchangeRates(settings.rates()), folder);
    }

    /** What is trained to stand in for a model: nothing where it is not the one that decides. */
    Request.@Nullable StandIn standIn(String model) {
        return model.equals(registry.model())
                ? versions.champion(registry.fallback())
                        .map(one -> standIn(Assessing.features(one.manifest())))
                        .orElse(null)
                : null;
    }

    /** The same with features of its own. */
    Request.StandIn standIn(FeatureSet features) {
        return new Request.StandIn(registry.fallback(), features);
    }

    /** What the champion sees; the standard features where there is none. */
    FeatureSet features(String model) {
        return versions.champion(model)
                .map(one -> FeatureSet.ofDeclarations(one.manifest().features()))
                .orElseGet(this::standardFeatures);
    }

    FeatureSet features(byte[] file) {
        return FeatureSet.parse(
                new String(file, StandardCharsets.UTF_8), featureSettings.horizon());
    }

    Clock clock() {
        return clock;
    }

    private FeatureSet standardFeatures() {
        try {
            return features(new ClassPathResource("features.yaml").getContentAsByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("features.yaml cannot be read", e);
        }
    }

    private FeatureEngine engine(List<FeatureSet> sets) {
        return FeatureEngines.inMemory(FeaturePlan.of(sets), featureSettings);
    }
}
