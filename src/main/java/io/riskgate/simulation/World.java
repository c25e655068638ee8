package io.riskgate.simulation;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What everybody in it shares: the clock, the dice, the agenda, and what has just happened. */
final class World {

    static final double MINUTE = 60_000;
    static final double HOUR = 60 * MINUTE;
    static final double DAY = 24 * HOUR;

    final RandomGenerator random;
    final Population population;
    final Agenda agenda = new Agenda();
    private final Queue<Happening> happened = new ArrayDeque<>();
    private final Reports reports;
    private final String idPrefix;
    private long now;
    private long payments;

    World(SimulationSettings settings) {
        random = new SplittableRandom(settings.seed());
        population = new Population(settings.cardholders(), random);
        reports = new Reports(this);
        idPrefix = settings.idPrefix();
        now = settings.start().toEpochMilli();
    }

    long now() {
        return now;
    }

    /** Something to do this many milliseconds from now. */
    void after(double millis, Runnable what) {
        agenda.plan(now + millis, what);
    }

    Happening next() {
        while (happened.isEmpty()) {
            Agenda.Entry entry = agenda.next();
            now = entry.millis();
            entry.what().run();
        }
        return happened.remove();
    }

    void pay(Payment payment, @Nullable Scheme scheme) {
        Transaction transaction = payment.made(idPrefix + ++payments, now);
        happened.add(new Happening.Paid(transaction, scheme));
        if (scheme == null) {
            reports.onHonest(transaction);
        } else {
            reports.onFraud(transaction, scheme);
        }
    }

    void report(Happening.Reported report) {
        happened.add(report);
    }

    /** A number around 1, for an amount of its usual size. */
    double spread(double sigma) {
        return StrictMath.exp(sigma * random.nextGaussian());
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
