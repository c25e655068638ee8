package io.riskgate.journal;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.registry.ServingVersions;
import io.riskgate.scoring.FeatureSupply;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.util.List;

/** The engine that serves, planned for what champion, challenger and fallback need. */
@Configuration(proxyBeanMethods = false)
class ServingFeatures {

    @Bean
    FeatureEngine featureEngine(ServingVersions versions, FeatureSettings settings) {
        List<FeatureSet> needed =
                versions.manifests().stream()
                        .map(manifest -> FeatureSet.ofDeclarations(manifest.features()))
                        .toList();
        return FeatureEngines.inMemory(FeaturePlan.of(needed), settings);
    }

    @Bean
    FeatureSupply featureSupply(FeatureEngine engine) {
        return needed -> engine.plan().covers(needed);
    }
}
