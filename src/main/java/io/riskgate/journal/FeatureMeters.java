package io.riskgate.journal;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.riskgate.feature.EntityUse;
import io.riskgate.metric.Metric;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.function.ToLongFunction;

/** Reports what the profiles hold, by kind of entity, and how often a folded one was read. */
@Component
class FeatureMeters {

    private final ServingEngine engine;
    private final MultiGauge entities;
    private final MultiGauge memory;

    FeatureMeters(ServingEngine engine, MeterRegistry registry) {
        this.engine = engine;
        FunctionCounter.builder(
                        Metric.FEATURE_FOLDED.meter(), engine, ServingEngine::foldedReadings)
                .description(Metric.FEATURE_FOLDED.description())
                .register(registry);
        entities = gauge(Metric.FEATURE_ENTITIES, "entities", registry);
        memory = gauge(Metric.FEATURE_MEMORY, "bytes", registry);
        engine.onGrowth(this::register);
        register();
    }

    private static MultiGauge gauge(Metric metric, String unit, MeterRegistry registry) {
        return MultiGauge.builder(metric.meter())
                .description(metric.description())
                .baseUnit(unit)
                .register(registry);
    }

    private void register() {
        List<String> kinds = engine.use().stream().map(EntityUse::entity).toList();
        entities.register(rows(kinds, EntityUse::entities), true);
        memory.register(rows(kinds, EntityUse::bytes), true);
    }

    private List<MultiGauge.Row<?>> rows(List<String> kinds, ToLongFunction<EntityUse> value) {
        return kinds.stream()
                .<MultiGauge.Row<?>>map(
                        kind -> MultiGauge.Row.of(Tags.of("entity", kind), () -> of(kind, value)))
                .toList();
    }

    private long of(String kind, ToLongFunction<EntityUse> value) {
        return engine.use().stream()
                .filter(use -> use.entity().equals(kind))
                .mapToLong(value)
                .sum();
    }
}
