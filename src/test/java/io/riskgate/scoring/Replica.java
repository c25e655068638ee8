package io.riskgate.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.metric.Metric;
import io.riskgate.registry.Alias;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.TestRegistry;
import io.riskgate.transaction.Deadline;

import org.springframework.beans.factory.support.StaticListableBeanFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The scoring of one replica, on a registry it may share with others. */
final class Replica {

    static final FeaturePlan PLAN = FeaturePlan.of(List.of(Bench.FEATURES));

    private final TestRegistry registry;
    private final Set<List<String>> cold = ConcurrentHashMap.newKeySet();
    private final ServingModels models;
    private final ModelScorer scorer;
    private final ShadowLane shadow;
    private final Map<String, ShadowScores.ShadowScore> shadowScores = new ConcurrentHashMap<>();
    private final SimpleMeterRegistry meterRegistry = new SimpleMeterRegistry();

    Replica(TestRegistry registry, Map<String, String> properties) {
        this.registry = registry;
        ScoringSettings settings = Bench.settings(properties);
        ScoringMeters meters = new ScoringMeters(meterRegistry);
        RecentVectors recent = new RecentVectors();
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        FeatureSupply supply = features -> !cold.contains(features.columns());
        beans.addBean("supply", supply);
        ModelLoader loader = new ModelLoader(settings, registry.settings());
        Rehearsal rehearsal =
                new Rehearsal(
                        registry.models(),
                        registry.files(),
                        loader,
                        recent,
                        beans.getBeanProvider(FeatureSupply.class),
                        settings);
        models =
                new ServingModels(
                        registry.serving(), registry.models(), rehearsal, meters, settings);
        scorer = new ModelScorer(models, recent, meters, loader, settings);
        beans.addBean("scores", new HeldScores());
        shadow =
                new ShadowLane(models, beans.getBeanProvider(ShadowScores.class), meters, settings);
    }

    ShadowLane shadow() {
        return shadow;
    }

    /** What the challenger said, by transaction. */
    Map<String, ShadowScores.ShadowScore> shadowScores() {
        return shadowScores;
    }

    private final class HeldScores implements ShadowScores {

        @Override
        public void add(List<ShadowScore> scores) {
            scores.forEach(score -> shadowScores.put(score.transactionId(), score));
        }

        @Override
        public List<ShadowScore> of(String transactionId) {
            return Optional.ofNullable(shadowScores.get(transactionId)).stream().toList();
        }
    }

    /** A counter's value; 0 where it never counted. */
    double count(Metric metric, String tag, String value) {
        Counter counter = meterRegistry.find(metric.meter()).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    ServingModels models() {
        return models;
    }

    ModelScorer scorer() {
        return scorer;
    }

    /** The windows of these features are not yet full. */
    void cool(FeatureSet features) {
        cold.add(features.columns());
    }

    void warm() {
        cold.clear();
    }

    /** Registers an example model, as a golden vector expects it to score. */
    ModelReference register(String name, byte[] content, List<Manifest.Golden> golden) {
        Manifest.Signature signature = models.inspect(content, Bench.COLUMNS.length).signature();
        return registry.models()
                .register(Bench.manifest(name, signature, golden), content, null, "test")
                .model();
    }

    ModelReference register(String name, byte[] content) {
        return register(name, content, List.of());
    }

    /** Swaps as the admin API does. */
    void promote(Alias alias, ModelReference version) {
        models.rehearse(alias, version);
        registry.aliases().put(alias, version, null, "test", "test");
        models.follow();
    }

    /** One request from pin to answer. */
    Scoring score(Duration budget, float... values) {
        try (Scorer.Pinned pinned = scorer.pin()) {
            return pinned.score(Bench.vector(values), PLAN, Deadline.after(budget));
        }
    }
}
