package io.riskgate.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.riskgate.metric.Metric;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Counts and times what becomes durable, and where. */
@Component
class JournalMeters {

    private final MeterRegistry registry;
    private final Timer latency;
    private final DistributionSummary rows;
    private final Counter spilled;
    private final Counter drained;
    private final Counter forgotten;

    JournalMeters(MeterRegistry registry, Spill spill, Clock clock) {
        this.registry = registry;
        this.latency =
                Timer.builder(Metric.JOURNAL_COMMIT_LATENCY.meter())
                        .publishPercentileHistogram()
                        .register(registry);
        this.rows =
                DistributionSummary.builder(Metric.JOURNAL_COMMIT_ROWS.meter()).register(registry);
        this.spilled = counter(Metric.JOURNAL_SPILLED);
        this.drained = counter(Metric.JOURNAL_DRAINED);
        this.forgotten = counter(Metric.JOURNAL_WINDOW_FORGOTTEN);
        gauge(Metric.JOURNAL_SPILL_RECORDS, () -> spill, of -> of.standing().records());
        gauge(Metric.JOURNAL_SPILL_BYTES, () -> spill, of -> of.standing().bytes());
        gauge(Metric.JOURNAL_SPILL_AGE, () -> spill, of -> age(of, clock));
    }

    private static double age(Spill spill, Clock clock) {
        var oldest = spill.standing().oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }

    private Counter counter(Metric metric) {
        return Counter.builder(metric.meter()).description(metric.description()).register(registry);
    }

    final <T> void gauge(Metric metric, Supplier<T> of, ToDoubleFunction<T> value) {
        Gauge.builder(metric.meter(), of.get(), value)
                .description(metric.description())
                .register(registry);
    }

    void committed(long nanos, int slots) {
        latency.record(nanos, TimeUnit.NANOSECONDS);
        rows.record(slots);
    }

    void spilled(int slots) {
        spilled.increment(slots);
    }

    void drained(int slots) {
        drained.increment(slots);
    }

    /** Ids that could not be noted in the local window. */
    void forgotten(int ids) {
        forgotten.increment(ids);
    }
}
