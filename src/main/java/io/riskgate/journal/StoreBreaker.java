package io.riskgate.journal;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The circuit breaker before PostgreSQL: one that fails or is slow is left alone for a while. */
@Component
class StoreBreaker {

    private static final int WINDOW = 8;
    private static final int FEWEST = 4;
    private static final float PERCENT = 50;
    private static final Duration OPEN = Duration.ofMillis(500);

    private final CircuitBreaker breaker;

    StoreBreaker(JournalSettings settings, MeterRegistry meters) {
        breaker =
                CircuitBreaker.of(
                        "journal",
                        CircuitBreakerConfig.custom()
                                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                                .slidingWindowSize(WINDOW)
                                .minimumNumberOfCalls(FEWEST)
                                .failureRateThreshold(PERCENT)
                                .slowCallDurationThreshold(settings.deadline())
                                .slowCallRateThreshold(PERCENT)
                                .waitDurationInOpenState(OPEN)
                                .permittedNumberOfCallsInHalfOpenState(1)
                                .build());
        Gauge.builder(Metric.JOURNAL_BREAKER_OPEN.meter(), this, StoreBreaker::open)
                .description(Metric.JOURNAL_BREAKER_OPEN.description())
                .register(meters);
    }

    /** Whether PostgreSQL may be asked; one that was must be told how it went. */
    boolean permits() {
        return breaker.tryAcquirePermission();
    }

    /** It answered, be it with a refusal. */
    void answered(long startNanos) {
        breaker.onSuccess(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
    }

    /** It did not answer. */
    void failed(long startNanos, RuntimeException failure) {
        breaker.onError(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS, failure);
    }

    /** It has taken all that waited for it: what failed before says nothing any more. */
    void trust() {
        breaker.reset();
    }

    /** CLOSED, OPEN or HALF_OPEN. */
    String state() {
        return breaker.getState().name();
    }

    private double open() {
        return breaker.getState() == CircuitBreaker.State.CLOSED ? 0 : 1;
    }
}
