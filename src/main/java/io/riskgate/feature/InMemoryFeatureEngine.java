package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The engine whose profiles are in this process's memory; one lock makes the one order. */
final class InMemoryFeatureEngine implements FeatureEngine {

    private final ReentrantLock lock = new ReentrantLock();
    private final FeaturePlan plan;
    private final ProfileStore store;
    private long last;

    InMemoryFeatureEngine(FeaturePlan plan, FeatureSettings settings) {
        this.plan = plan;
        this.store = new ProfileStore(plan, settings);
    }

    @Override
    public FeaturePlan plan() {
        return plan;
    }

    @Override
    public long lastSequence() {
        return locked(() -> last);
    }

    @Override
    public Observation observe(Transaction transaction, LabelTimeline known) {
        lock.lock();
        try {
            return observe(last + 1, transaction, known);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Observation peek(Transaction transaction) {
        lock.lock();
        try {
            Reading reading = store.read(transaction, LabelTimeline.NONE);
            return new Observation(0, plan.read(reading), plan, reading.degraded);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long report(@Nullable Transaction of, LabelTimeline labels) {
        return locked(
                () -> {
                    store.report(++last, of, labels);
                    return last;
                });
    }

    @Override
    public Observation replay(long sequence, Transaction transaction, LabelTimeline known) {
        lock.lock();
        try {
            checkRises(sequence);
            Observation observation = observe(sequence, transaction, known);
            store.settle(sequence);
            return observation;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void replayReport(long sequence, @Nullable Transaction of, LabelTimeline labels) {
        lock.lock();
        try {
            checkRises(sequence);
            last = sequence;
            store.report(sequence, of, labels);
            store.settle(sequence);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void settle(long sequence) {
        lock.lock();
        try {
            store.settle(sequence);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long retractFrom(long sequence) {
        return locked(
                () -> {
                    store.retractFrom(sequence);
                    return last;
                });
    }

    private Observation observe(long sequence, Transaction transaction, LabelTimeline known) {
        Reading reading = store.read(transaction, known);
        FeatureVector vector = plan.read(reading);
        store.insert(sequence, reading);
        last = sequence;
        return new Observation(sequence, vector, plan, reading.degraded);
    }

    private void checkRises(long sequence) {
        if (sequence <= last) {
            throw new IllegalArgumentException(
                    "number " + sequence + " does not follow " + last + "; numbers must rise");
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
