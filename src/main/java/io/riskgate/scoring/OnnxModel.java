package io.riskgate.scoring;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A loaded model. It closes when the last that uses it lets go: closing a session while a run is in
 * flight would crash the process.
 */
final class OnnxModel {

    /** The most rows that are run together. */
    static final int TOGETHER = 64;

    private final OrtSession session;
    private final ModelShape shape;
    private final boolean onCuda;
    private final Watchdog watchdog;
    private volatile Runnable whenClosed = () -> {};

    /* The owner holds one. */
    private final AtomicLong holders = new AtomicLong(1);
    private final ContextPool single;
    private final ContextPool together;

    OnnxModel(OrtSession session, ModelShape shape, boolean onCuda, Watchdog watchdog) {
        this.session = session;
        this.shape = shape;
        this.onCuda = onCuda;
        this.watchdog = watchdog;
        this.single = new ContextPool(this, watchdog, 1);
        this.together = new ContextPool(this, watchdog, TOGETHER);
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

    /** Watched contexts of one row. */
    ContextPool single() {
        return single;
    }

    /** Watched contexts of {@link #TOGETHER} rows, or of as many as the model takes. */
    ContextPool together() {
        return together;
    }

    /** Watched contexts of the caller's own, for at most so many rows; it closes them. */
    ContextPool contexts(int rows) {
        return new ContextPool(this, watchdog, rows);
    }

    /** A context of the caller's own, for at most so many rows. */
    RunContext newContext(int rows) throws OrtException {
        return new RunContext(session, shape, shape.rowsPerRun(rows));
    }

    private void close() {
        whenClosed.run();
        single.close();
        together.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("a model cannot be closed", e);
        }
    }
}
