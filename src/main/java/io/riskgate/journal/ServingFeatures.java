package io.riskgate.journal;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.registry.ServingVersions;
import io.riskgate.scoring.FeatureSupply;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The engine that serves, planned for what champion, challenger and fallback need. */
@Configuration(proxyBeanMethods = false)
class ServingFeatures {

    /*
     * A command decides nothing: it records in the one order and keeps no profiles, so an import takes no more memory
     * however many accounts it names. The next service that starts replays what was recorded.
     */
    @Bean
    ServingEngine featureEngine(
            ServingVersions versions, FeatureSettings settings, Environment environment) {
        if (environment.matchesProfiles("command")) {
            return new ServingEngine(FeaturePlan.of(List.of()), settings);
        }
        List<FeatureSet> needed =
                versions.manifests().stream()
                        .map(manifest -> FeatureSet.ofDeclarations(manifest.features()))
                        .toList();
        List<FeatureSet> planned = needed.isEmpty() ? List.of(shipped()) : needed;
        return new ServingEngine(FeaturePlan.of(planned), settings);
    }

    /* Without any model the gate still keeps its profiles, so that the first one finds them full. */
    private static FeatureSet shipped() {
        try {
            return FeatureSet.parse(
                    new ClassPathResource("features.yaml")
                            .getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("features.yaml is missing from the jar", e);
        }
    }

    @Bean
    FeatureSupply featureSupply(ServingEngine engine, ObjectProvider<History> history) {
        return new Backfill(engine, history);
    }
}
