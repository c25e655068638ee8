package io.riskgate.scoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.riskgate.metric.Metric;
import io.riskgate.registry.ServingVersions.Role;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What is measured of models and swaps. */
@Component
class ScoringMeters {

    private final MeterRegistry registry;
    private final Timer championLatency;
    private final Timer fallbackLatency;

    ScoringMeters(MeterRegistry registry) {
        this.registry = registry;
        this.championLatency = latency("champion");
        this.fallbackLatency = latency("fallback");
    }

    private Timer latency(String role) {
        return Timer.builder(Metric.SCORING_LATENCY.meter())
                .description(Metric.SCORING_LATENCY.description())
                .tag("role", role)
                .serviceLevelObjectives(
                        Duration.ofNanos(20_000),
                        Duration.ofNanos(50_000),
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(250_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(25))
                .register(registry);
    }

    void answered(boolean fallback, long nanos) {
        (fallback ? fallbackLatency : championLatency).record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed(boolean fallback, Scoring.Failure cause) {
        registry.counter(
                        Metric.SCORING_FAILURES.meter(),
                        "role",
                        fallback ? "fallback" : "champion",
                        "cause",
                        cause.name())
                .increment();
    }

    void swapped(String outcome, long nanos) {
        registry.timer(Metric.SCORING_SWAPS.meter(), "outcome", outcome)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void drained(long nanos) {
        registry.timer(Metric.SCORING_DRAIN.meter()).record(nanos, TimeUnit.NANOSECONDS);
    }

    void shadowed(String outcome) {
        shadowed(outcome, 1);
    }

    void shadowed(String outcome, int count) {
        registry.counter(Metric.SCORING_SHADOW.meter(), "outcome", outcome).increment(count);
    }

    /** Watches what changes by itself. */
    <T> void watch(Metric metric, Role role, T source, ToDoubleFunction<T> value) {
        Gauge.builder(metric.meter(), source, value)
                .description(metric.description())
                .tag("role", role.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }

    /** Watches whether CUDA was asked for in vain. */
    void watchCuda(ModelLoader loader) {
        Gauge.builder(
                        Metric.SCORING_CUDA_MISSING.meter(),
                        loader,
                        source -> source.isCudaMissing() ? 1 : 0)
                .description(Metric.SCORING_CUDA_MISSING.description())
                .register(registry);
    }
}
