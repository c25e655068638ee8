package io.riskgate.training;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.journal.History;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** Training over the journal and the registry of this installation. */
@Component
class Retraining {

    private final History history;
    private final Versions versions;
    private final FeatureSettings featureSettings;
    private final TrainingSettings settings;
    private final Clock clock;

    Retraining(
            History history,
            Versions versions,
            FeatureSettings featureSettings,
            TrainingSettings settings,
            Clock clock) {
        this.history = history;
        this.versions = versions;
        this.featureSettings = featureSettings;
        this.settings = settings;
        this.clock = clock;
    }

    Report run(Request request, Stages stages) {
        return new TrainingRun(history, this::engine, versions, settings, clock)
                .run(request, stages);
    }

    /** The transactions of a window, with the columns of a set. */
    Collected collect(FeatureSet features, Window window) {
        return Collector.collect(
                history, engine(List.of(features)), new ExchangeRates(settings.rates()), window);
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
