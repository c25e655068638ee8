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
     */
    static CircuitBreaker of(ModelReference model, ScoringSettings.BreakerSettings settings) {
        return CircuitBreaker.of(
                model.toString(),
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(settings.minimumCalls())
                        .failureRateThreshold(settings.failurePercent())
                        .waitDurationInOpenState(settings.openFor())
                        .permittedNumberOfCallsInHalfOpenState(settings.trials())
                        .build());
    }
}
