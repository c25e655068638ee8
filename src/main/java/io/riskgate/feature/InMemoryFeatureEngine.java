package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** The engine whose profiles are in this process's memory; one lock makes the one order. */
final class InMemoryFeatureEngine implements FeatureEngine {

    /* How long a checkpoint lets transactions go first before it queues with them. */
    private static final Duration COURTESY = Duration.ofMillis(1);
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final FeaturePlan plan;
    private final ProfileStore store;
    private final Condition settledMore = lock.newCondition();

    /* Written under the lock; every decision asks for it twice and must not queue for that. */
    private volatile long last;
    private volatile long longestHold;

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
        return last;
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
                    long sequence = last + 1;
                    last = sequence;
                    store.report(sequence, of, labels);
                    return sequence;
                });
    }

    @Override
    public Observation replay(long sequence, Transaction transaction, LabelTimeline known) {
        lock.lock();
        try {
            Observation observation = follow(sequence, transaction, known);
            store.settle(sequence);
            return observation;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void expect(List<Transaction> next) {
        lock.lock();
        try {
            store.expect(next);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void replayReport(long sequence, @Nullable Transaction of, LabelTimeline labels) {
        lock.lock();
        try {
            followReport(sequence, of, labels);
            store.settle(sequence);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Observation follow(long sequence, Transaction transaction, LabelTimeline known) {
        lock.lock();
        try {
            checkRises(sequence);
            return observe(sequence, transaction, known);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void followReport(long sequence, @Nullable Transaction of, LabelTimeline labels) {
        lock.lock();
        try {
            checkRises(sequence);
            last = sequence;
            store.report(sequence, of, labels);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void settle(long sequence) {
        lock.lock();
        try {
            store.settle(sequence);
            settledMore.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long retractFrom(long sequence) {
        return locked(
                () -> {
                    store.retractFrom(sequence);
                    settledMore.signalAll();
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

    @Override
    public long checkpoint(OutputStream out) throws IOException {
        Checkpoint checkpoint = locked(() -> store.beginCheckpoint(last));
        try {
            CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32C());
            longestHold = 0;
            for (Slice next = slice(checkpoint); ; next = slice(checkpoint)) {
                checked.write(next.bytes.array(), 0, next.bytes.limit());
                if (!next.more) {
                    break;
                }
            }
            awaitSettled(checkpoint);
            checked.write(Checkpoint.END);
            long sum = checked.getChecksum().getValue();
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(sum).array());
            out.flush();
            return checkpoint.sequence;
        } finally {
            lock.lock();
            store.endCheckpoint();
            lock.unlock();
        }
    }

    /** Some of a checkpoint, and whether there is more. */
    private record Slice(ByteBuffer bytes, boolean more) {}

    private Slice slice(Checkpoint checkpoint) {
        letTransactionsPass();
        lock.lock();
        long start = System.nanoTime();
        try {
            boolean more = store.saveSome(checkpoint);
            return new Slice(checkpoint.drain(), more);
        } finally {
            longestHold = Math.max(longestHold, System.nanoTime() - start);
            lock.unlock();
        }
    }

    /* The lock is whose who comes first: without this the writer would have it again before one who waits has woken up. */
    private void letTransactionsPass() {
        long start = System.nanoTime();
        while (lock.hasQueuedThreads() && System.nanoTime() - start < COURTESY.toNanos()) {
            Thread.yield();
        }
    }

    /** For how long at a time the last checkpoint kept transactions waiting, at most. */
    Duration longestHold() {
        return Duration.ofNanos(longestHold);
    }

    private void awaitSettled(Checkpoint checkpoint) throws IOException {
        lock.lock();
        try {
            long left = SETTLING.toNanos();
            while (!store.isSettled(checkpoint.sequence) && !checkpoint.isBroken() && left > 0) {
                left = settledMore.awaitNanos(left);
            }
            if (checkpoint.isBroken() || left <= 0) {
                throw new IOException(
                        "the checkpoint holds numbers that did not become durable; write another");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while numbers became durable");
        } finally {
            lock.unlock();
        }
    }

    /** Takes the state of a checkpoint; only for an engine that has seen nothing. */
    void restore(InputStream in) throws IOException {
        Restorer restorer = new Restorer(in);
        store.restore(restorer);
        last = restorer.sequence();
    }

    @Override
    public List<EntityUse> use() {
        return locked(store::use);
    }
}
