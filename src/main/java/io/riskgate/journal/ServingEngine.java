package io.riskgate.journal;

import io.riskgate.feature.EntityUse;
import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.feature.LabelTimeline;
import io.riskgate.feature.Observation;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The engine that serves, which can be given further features without stopping: they are filled
 * from the journal first.
 */
final class ServingEngine implements FeatureEngine {

    /*
     * A successor with the larger plan replays the journal while this one serves. What this one sees meanwhile is noted;
     * the notes begin before the replay's snapshot is taken and every earlier number is durable by then, so replay and
     * notes overlap and nothing lies between them. A noted number that is not durable yet can still be taken back from the
     * successor, as from this one. When the notes are used up the successor takes over, between two transactions.
     */
    private static final int PORTION = 64;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settling = lock.newCondition();
    private final FeatureSettings settings;
    private final Deque<Note> notes = new ArrayDeque<>();

    private volatile FeatureEngine current;
    private @Nullable FeatureEngine successor;
    private long settled;
    private volatile long folded;
    private volatile Runnable grown = () -> {};

    ServingEngine(FeaturePlan plan, FeatureSettings settings) {
        this.settings = settings;
        this.current = FeatureEngines.inMemory(plan, settings);
    }

    /**
     * Gives the engine what a set needs, full windows included.
     *
     * @param durable how long to wait until what is under way is durable
     * @throws TimeoutException when it did not become so; nothing has changed then
     */
    void grow(FeatureSet needed, History history, Duration durable)
            throws InterruptedException, TimeoutException {
        FeaturePlan plan = FeaturePlan.of(List.of(current.plan().features(), needed));
        FeatureEngine next = FeatureEngines.inMemory(plan, settings);
        begin(next);
        try {
            awaitSettled(durable);
            new ProfileReplay(next, (event, observation) -> {})
                    .play(events -> history.replayUndecided(0, events));
            next.settle(next.lastSequence());
            while (!caughtUp(next)) {
                Thread.onSpinWait();
            }
        } finally {
            end(next);
        }
        grown.run();
    }

    /** Says what is to be done when there are further features. */
    void onGrowth(Runnable action) {
        grown = action;
    }

    /** How many transactions read a window that had been folded. */
    long foldedReadings() {
        return folded;
    }

    private void begin(FeatureEngine next) {
        locked(
                () -> {
                    if (successor != null) {
                        throw new IllegalStateException("the engine is growing already");
                    }
                    successor = next;
                    return next;
                });
    }

    private void end(FeatureEngine next) {
        locked(
                () -> {
                    successor = null;
                    notes.clear();
                    return next;
                });
    }

    private void awaitSettled(Duration patience) throws InterruptedException, TimeoutException {
        lock.lock();
        try {
            long last = current.lastSequence();
            long nanos = patience.toNanos();
            while (settled < last) {
                if (nanos <= 0) {
                    throw new TimeoutException(
                            "number " + last + " is not durable after " + patience);
                }
                nanos = settling.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes a few notes over; true when none was left and the successor serves. */
    private boolean caughtUp(FeatureEngine next) {
        return locked(
                () -> {
                    for (int taken = 0; taken < PORTION && !notes.isEmpty(); taken++) {
                        notes.removeFirst().play(next);
                    }
                    next.settle(settled);
                    if (!notes.isEmpty()) {
                        return false;
                    }
                    if (next.lastSequence() < current.lastSequence()) {
                        // The last numbers were given up: the successor goes on after them all the
                        // same.
                        next.followReport(current.lastSequence(), null, LabelTimeline.NONE);
                    }
                    current = next;
                    return true;
                });
    }

    @Override
    public FeaturePlan plan() {
        return current.plan();
    }

    @Override
    public long lastSequence() {
        return current.lastSequence();
    }

    @Override
    public Observation observe(Transaction transaction, LabelTimeline known) {
        lock.lock();
        try {
            Observation observation = current.observe(transaction, known);
            folded += observation.degraded() ? 1 : 0;
            if (successor != null) {
                notes.addLast(new Note(observation.sequence(), true, transaction, known));
            }
            return observation;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Observation peek(Transaction transaction) {
        return current.peek(transaction);
    }

    @Override
    public long report(@Nullable Transaction of, LabelTimeline labels) {
        return locked(
                () -> {
                    long sequence = current.report(of, labels);
                    if (successor != null) {
                        notes.addLast(new Note(sequence, false, of, labels));
                    }
                    return sequence;
                });
    }

    @Override
    public Observation replay(long sequence, Transaction transaction, LabelTimeline known) {
        return locked(() -> current.replay(sequence, transaction, known));
    }

    @Override
    public void replayReport(long sequence, @Nullable Transaction of, LabelTimeline labels) {
        locked(
                () -> {
                    current.replayReport(sequence, of, labels);
                    return sequence;
                });
    }

    @Override
    public void expect(List<Transaction> next) {
        current.expect(next);
    }

    @Override
    public Observation follow(long sequence, Transaction transaction, LabelTimeline known) {
        return locked(() -> current.follow(sequence, transaction, known));
    }

    @Override
    public void followReport(long sequence, @Nullable Transaction of, LabelTimeline labels) {
        locked(
                () -> {
                    current.followReport(sequence, of, labels);
                    return sequence;
                });
    }

    @Override
    public void settle(long sequence) {
        locked(
                () -> {
                    current.settle(sequence);
                    settled = sequence;
                    settling.signalAll();
                    return sequence;
                });
    }

    @Override
    public long retractFrom(long sequence) {
        return locked(
                () -> {
                    notes.removeIf(note -> note.sequence >= sequence);
                    FeatureEngine next = successor;
                    if (next != null && next.lastSequence() >= sequence) {
                        next.retractFrom(sequence);
                    }
                    return current.retractFrom(sequence);
                });
    }

    @Override
    public long checkpoint(OutputStream out) throws IOException {
        return current.checkpoint(out);
    }

    @Override
    public List<EntityUse> use() {
        return current.use();
    }

    /** The engine of this plan with the profiles of a checkpoint. */
    FeatureEngine restored(InputStream checkpoint) throws IOException {
        return FeatureEngines.restore(current.plan(), settings, checkpoint);
    }

    /** Goes on with these profiles; only before anything is observed. */
    void adopt(FeatureEngine restored) {
        locked(
                () -> {
                    settled = restored.lastSequence();
                    current = restored;
                    return restored;
                });
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** Something the serving engine saw while its successor was being filled. */
    private record Note(
            long sequence,
            boolean observed,
            @Nullable Transaction transaction,
            LabelTimeline labels) {

        void play(FeatureEngine next) {
            if (sequence <= next.lastSequence()) {
                return;
            }
            if (observed && transaction != null) {
                next.follow(sequence, transaction, labels);
            } else {
                next.followReport(sequence, transaction, labels);
            }
        }
    }
}
