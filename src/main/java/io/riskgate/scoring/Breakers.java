package io.riskgate.scoring;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.riskgate.registry.ModelReference;

/** The circuit breakers before the models. */
final class Breakers {

    private Breakers() {}

    /*
     * The window counts calls, not time: a model that fails at every call is left alone after as
     * many calls at any rate. It tries again by itself, with a few calls that decide.
     * It is asked twice a decision, on threads that must not be parked for it: lock-free.
     */
    static CircuitBreaker of(ModelReference model, ScoringSettings.BreakerSettings settings) {
        return CircuitBreaker.of(
                model.toString(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSynchronizationStrategy(
                                CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(settings.minimumCalls())
                        .failureRateThreshold(settings.failurePercent())
                        .waitDurationInOpenState(settings.openFor())
                        .permittedNumberOfCallsInHalfOpenState(settings.trials())
                        .build());
    }
}
