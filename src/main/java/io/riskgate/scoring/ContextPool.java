package io.riskgate.scoring;

import ai.onnxruntime.OrtException;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Watched contexts of a number of rows, lent to whoever runs a model on its own thread. */
final class ContextPool {

    private static final int MAX_IDLE = 64;

    private final OnnxModel model;
    private final Watchdog watchdog;
    private final int rows;
    private final ConcurrentLinkedDeque<RunContext> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    ContextPool(OnnxModel model, Watchdog watchdog, int rows) {
        this.model = model;
        this.watchdog = watchdog;
        this.rows = rows;
    }

    /** Only while the model is held. */
    RunContext borrow() throws OrtException {
        RunContext context = idle.pollFirst();
        if (context != null) {
            idleCount.decrementAndGet();
            return context;
        }
        context = model.newContext(rows);
        watchdog.watch(context.guard());
        return context;
    }

    /** Puts a context back; one that was cut off is not used again. */
    void giveBack(RunContext context) {
        if (context.guard().isCut() || idleCount.get() >= MAX_IDLE) {
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

    void close() {
        idle.forEach(this::discard);
        idle.clear();
    }
}
