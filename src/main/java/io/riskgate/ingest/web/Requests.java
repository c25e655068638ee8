package io.riskgate.ingest.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Times the requests of the {@link ShortWay} as the framework times all others. */
final class Requests {

    private final Supplier<MeterRegistry> meters;
    private final boolean observed;
    private final Map<Integer, Timer> byStatus = new ConcurrentHashMap<>();

    /**
     * Timers in this registry.
     *
     * @param observed whether the framework times these requests too: then nothing is added
     */
    Requests(Supplier<MeterRegistry> meters, boolean observed) {
        this.meters = meters;
        this.observed = observed;
    }

    void answered(int status, long nanos) {
        if (!observed) {
            byStatus.computeIfAbsent(status, this::timer).record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /* Names and tags as DefaultServerRequestObservationConvention gives them. */
    private Timer timer(int status) {
        return Timer.builder("http.server.requests")
                .tag("error", "none")
                .tag("exception", "none")
                .tag("method", "POST")
                .tag("outcome", outcome(status))
                .tag("status", Integer.toString(status))
                .tag("uri", ShortWay.PATH)
                .register(meters.get());
    }

    private static String outcome(int status) {
        return switch (status / 100) {
            case 2 -> "SUCCESS";
            case 4 -> "CLIENT_ERROR";
            case 5 -> "SERVER_ERROR";
            default -> "UNKNOWN";
        };
    }
}
