package io.riskgate.scoring;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets another thread end a run that takes too long. The runtime looks at the flag between
 * operators: a single operator that never ends cannot be stopped.
 */
final class RunGuard implements AutoCloseable {

    private static final long IDLE = 0;
    private static final long CUT = 1;

    private final OrtSession.RunOptions options;
    private final AtomicLong until = new AtomicLong(IDLE);
    private boolean closed;

    RunGuard() throws OrtException {
        options = new OrtSession.RunOptions();
    }

    OrtSession.RunOptions options() {
        return options;
    }

    /** A run begins that may be cut off after this moment. */
    void begin(long untilNanos) {
        until.set(untilNanos == IDLE || untilNanos == CUT ? 2 : untilNanos);
    }

    /**
     * The run has ended.
     *
     * @return false where it was cut off: the context must not be used again
     */
    boolean end() {
        long last = until.get();
        return last != CUT && until.compareAndSet(last, IDLE);
    }

    /** Ends the run in progress if its time has passed. */
    void cutIfPast(long nowNanos) {
        long last = until.get();
        if (last != IDLE && last != CUT && nowNanos - last > 0 && until.compareAndSet(last, CUT)) {
            terminate();
        }
    }

    boolean isCut() {
        return until.get() == CUT;
    }

    private synchronized void terminate() {
        try {
            if (!closed) {
                options.setTerminate(true);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("a run cannot be ended", e);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        options.close();
    }
}
