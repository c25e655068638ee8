package io.riskgate.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.riskgate.metric.Metric;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.scoring.Scoring;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times decisions. */
@Component
class DecisionMeters {

    private static final Duration[] BUCKETS = {
        Duration.ofNanos(10_000),
        Duration.ofNanos(25_000),
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
    private final Counter keptBudgets;
    private final Counter missedBudgets;
    private final Counter replays;
    private final Counter conflicts;
    private final Map<Scoring.Failure, Counter> fallbacks = new EnumMap<>(Scoring.Failure.class);
    /* A look-up in Micrometer's registry builds tags each time; these are met thousands of times a second. */
    private final Map<Kind, Stages> stages = new ConcurrentHashMap<>();

    DecisionMeters(MeterRegistry registry) {
        this.registry = registry;
        keptBudgets = counter(Metric.DECISION_BUDGET, "kept", "true");
        missedBudgets = counter(Metric.DECISION_BUDGET, "kept", "false");
        replays = counter(Metric.DECISION_REPLAYED);
        conflicts = counter(Metric.DECISION_CONFLICTS);
        for (Scoring.Failure cause : Scoring.Failure.values()) {
            fallbacks.put(cause, counter(Metric.DECISION_FALLBACKS, "cause", cause.name()));
        }
    }

    void decided(Decisions.Door door, Decision decision, Scoring scoring, Stopwatch watch) {
        Stages timers = stages(door, decision);
        timers.whole().record(watch.decidedNanos(), TimeUnit.NANOSECONDS);
        timers.features().record(decision.latency().featuresMicros(), TimeUnit.MICROSECONDS);
        timers.scoring().record(decision.latency().scoringMicros(), TimeUnit.MICROSECONDS);
        timers.policy().record(decision.latency().policyMicros(), TimeUnit.MICROSECONDS);
        (watch.isWithinBudget() ? keptBudgets : missedBudgets).increment();
        if (decision.path() != Decision.Path.MODEL) {
            for (Scoring.Failure cause : scoring.failures()) {
                Objects.requireNonNull(fallbacks.get(cause)).increment();
            }
        }
    }

    void durable(Decisions.Door door, Decision decision, long nanos) {
        stages(door, decision).journal().record(nanos, TimeUnit.NANOSECONDS);
    }

    void replayed() {
        replays.increment();
    }

    void conflict() {
        conflicts.increment();
    }

    private Stages stages(Decisions.Door door, Decision decision) {
        return stages.computeIfAbsent(
                new Kind(door, decision.path(), decision.outcome()), this::timers);
    }

    private Stages timers(Kind kind) {
        return new Stages(
                timer(Metric.DECISION_LATENCY, kind).register(registry),
                stage("features", kind),
                stage("scoring", kind),
                stage("policy", kind),
                stage("journal", kind));
    }

    private Timer stage(String stage, Kind kind) {
        return timer(Metric.DECISION_STAGE_LATENCY, kind).tag("stage", stage).register(registry);
    }

    private static Timer.Builder timer(Metric metric, Kind kind) {
        return Timer.builder(metric.meter())
                .description(metric.description())
                .serviceLevelObjectives(BUCKETS)
                .tag("door", kind.door().name())
                .tag("path", kind.path().name())
                .tag("outcome", kind.outcome().name());
    }

    private Counter counter(Metric metric, String... tags) {
        return Counter.builder(metric.meter())
                .description(metric.description())
                .tags(tags)
                .register(registry);
    }

    private record Kind(Decisions.Door door, Decision.Path path, DecisionOutcome outcome) {}

    private record Stages(
            Timer whole, Timer features, Timer scoring, Timer policy, Timer journal) {}
}
