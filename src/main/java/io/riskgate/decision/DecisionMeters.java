package io.riskgate.decision;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.riskgate.metric.Metric;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.scoring.Scoring;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times decisions. */
@Component
class DecisionMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1)
    };

    private final MeterRegistry registry;
    /* A look-up in Micrometer's registry builds tags each time; these are met thousands of times a second. */
    private final Map<Kind, Timer> latencies = new ConcurrentHashMap<>();
    private final Map<String, Timer> stages = new ConcurrentHashMap<>();

    DecisionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void decided(Decisions.Door door, Decision decision, Scoring scoring, long nanos) {
        latencies
                .computeIfAbsent(new Kind(door, decision.path(), decision.outcome()), this::latency)
                .record(nanos, TimeUnit.NANOSECONDS);
        stage("features").record(decision.latency().featuresMicros(), TimeUnit.MICROSECONDS);
        stage("scoring").record(decision.latency().scoringMicros(), TimeUnit.MICROSECONDS);
        stage("policy").record(decision.latency().policyMicros(), TimeUnit.MICROSECONDS);
        if (decision.path() != Decision.Path.MODEL) {
            for (Scoring.Failure cause : scoring.failures()) {
                registry.counter(Metric.DECISION_FALLBACKS.meter(), "cause", cause.name())
                        .increment();
            }
        }
    }

    void durable(Decisions.Door door, long nanos) {
        stage("journal").record(nanos, TimeUnit.NANOSECONDS);
    }

    void replayed() {
        registry.counter(Metric.DECISION_REPLAYED.meter()).increment();
    }

    void conflict() {
        registry.counter(Metric.DECISION_CONFLICTS.meter()).increment();
    }

    private Timer stage(String stage) {
        return stages.computeIfAbsent(
                stage,
                name -> timer(Metric.DECISION_STAGE_LATENCY).tag("stage", name).register(registry));
    }

    private Timer latency(Kind kind) {
        return timer(Metric.DECISION_LATENCY)
                .tag("door", kind.door().name())
                .tag("path", kind.path().name())
                .tag("outcome", kind.outcome().name())
                .register(registry);
    }

    private static Timer.Builder timer(Metric metric) {
        return Timer.builder(metric.meter())
                .description(metric.description())
                .serviceLevelObjectives(BUCKETS);
    }

    private record Kind(Decisions.Door door, Decision.Path path, DecisionOutcome outcome) {}
}
