package io.riskgate.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;

import org.springframework.stereotype.Component;

import java.time.Duration;

/** How many calls are decided at once: as many as keep the budget. */
@Component
class Admission {

    /*
     * Additive increase, multiplicative decrease (Chiu and Jain, 1989). A call that took longer than the budget means that
     * too many ran at once, whatever the reason; one that kept it while the places were nearly used up means that there is
     * room for more. So what is admitted keeps its budget, the rest learns at once, and when the load falls the limit rises
     * by itself. One decrease a budget: the calls that were late together are one sign, not many.
     */
    private static final double DECREASE = 0.9;
    private static final double USED = 0.8;
    private static final int BEGIN = 4;

    private final OverloadSettings settings;
    private final long budget;
    private final Counter shed;
    private double limit;
    private int inside;
    private long decreased = System.nanoTime();

    Admission(OverloadSettings settings, DecisionSettings decisions, MeterRegistry meters) {
        this.settings = settings;
        this.budget = decisions.budget().toNanos();
        this.limit = Math.min(settings.most(), BEGIN * settings.fewest());
        this.shed =
                Counter.builder(Metric.DECISION_SHED.meter())
                        .description(Metric.DECISION_SHED.description())
                        .register(meters);
        Gauge.builder(Metric.DECISION_PLACES.meter(), this, Admission::limit)
                .description(Metric.DECISION_PLACES.description())
                .register(meters);
    }

    /** What is to be done with a call; one that is not refused must {@link #leave}. */
    synchronized Pass enter() {
        if (inside < limit) {
            inside++;
            return Pass.ADMITTED;
        }
        shed.increment();
        if (settings.policy() == OverloadSettings.Policy.FALLBACK && inside < 2 * limit) {
            inside++;
            return Pass.WITHOUT_MODELS;
        }
        return Pass.REFUSED;
    }

    /** A call was decided in this time; places are made or taken away by how long it took. */
    synchronized void leave(Duration decided) {
        long now = System.nanoTime();
        boolean full = inside >= limit * USED;
        inside--;
        if (decided.toNanos() > budget) {
            if (now - decreased > budget) {
                decreased = now;
                limit = Math.max(settings.fewest(), Math.min(limit, inside + 1) * DECREASE);
            }
        } else if (full) {
            limit = Math.min(settings.most(), limit + 1 / limit);
        }
    }

    /** How many may be decided at once now. */
    synchronized double limit() {
        return limit;
    }

    /** What is done with a call. */
    enum Pass {
        ADMITTED,
        WITHOUT_MODELS,
        REFUSED
    }
}
