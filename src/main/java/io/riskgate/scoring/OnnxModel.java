package io.riskgate.scoring;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A loaded model. It closes when the last that uses it lets go: closing a session while a run is in
 * flight would crash the process.
 */
final class OnnxModel {

    private static final int MAX_IDLE_CONTEXTS = 64;

    private final OrtSession session;
    private final ModelShape shape;
    private final boolean onCuda;
    private final Watchdog watchdog;
    private volatile Runnable whenClosed = () -> {};

    /* The owner holds one. */
    private final AtomicLong holders = new AtomicLong(1);
    private final ConcurrentLinkedDeque<RunContext> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    OnnxModel(OrtSession session, ModelShape shape, boolean onCuda, Watchdog watchdog) {
        this.session = session;
        this.shape = shape;
        this.onCuda = onCuda;
        this.watchdog = watchdog;
    }

    /** What else ends when the model closes. */
    void whenClosed(Runnable action) {
        whenClosed = action;
    }

    ModelShape shape() {
        return shape;
    }

    boolean isOnCuda() {
        return onCuda;
    }

    /** Keeps the model open until {@link #release()}; false where it is closed. */
    boolean acquire() {
        long held = holders.get();
        while (held > 0) {
            if (holders.compareAndSet(held, held + 1)) {
                return true;
            }
            held = holders.get();
        }
        return false;
    }

    /** Lets go; the last one closes the model. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            close();
        }
    }

    boolean isClosed() {
        return holders.get() == 0;
    }

    /** A watched context of one row, from the pool. Only while the model is held. */
    RunContext borrow() throws OrtException {
        RunContext context = idle.pollFirst();
        if (context != null) {
            idleCount.decrementAndGet();
            return context;
        }
        context = newContext(1);
        watchdog.watch(context.guard());
        return context;
    }

    /** Puts a context back into the pool; one that was cut off is not used again. */
    void giveBack(RunContext context) {
        if (context.guard().isCut() || idleCount.get() >= MAX_IDLE_CONTEXTS) {
            discard(context);
        } else {
            idleCount.incrementAndGet();
            idle.addFirst(context);
        }
    }

    private void discard(RunContext context) {
        watchdog.forget(context.guard());
        context.close();
    }

    /** A context of the caller's own, for at most so many rows. */
    RunContext newContext(int rows) throws OrtException {
        return new RunContext(session, shape, shape.rowsPerRun(rows));
    }

    private void close() {
        whenClosed.run();
        idle.forEach(this::discard);
        idle.clear();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a model cannot be closed", e);
        }
    }
}
