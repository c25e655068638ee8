package io.riskgate.decision;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Ends the waiting of callers whose decision is not durable in time. */
@Component
class Patience implements DisposableBean {

    /*
     * A virtual thread that waits with a limit sets a timer and takes it back, and both wake the timers' thread: more than
     * the decision itself costs. Nearly every answer comes, and all have the same limit, so they stand in one queue in the
     * order in which their limits pass, and one thread looks at it now and then, often enough that what was answered is
     * not kept for long.
     */
    private static final long LOOK_NANOS = 50_000_000;

    private final long limitNanos;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final Thread sweeper;
    private volatile boolean idle;
    private volatile boolean running = true;

    Patience(DecisionSettings settings) {
        limitNanos = settings.durable().toNanos();
        sweeper = Thread.ofPlatform().name("patience").daemon().start(this::sweep);
    }

    /** The answer, or this one where it does not come in time. */
    void limit(CompletableFuture<Answer> answer, Answer late) {
        if (answer.isDone()) {
            return;
        }
        waiting.add(new Waiting(answer, late, System.nanoTime() + limitNanos));
        if (idle) {
            LockSupport.unpark(sweeper);
        }
    }

    private void sweep() {
        while (running) {
            Waiting first = waiting.peek();
            if (first == null) {
                idle = true;
                if (waiting.isEmpty() && running) {
                    LockSupport.park(this);
                }
                idle = false;
            } else if (first.answer.isDone() || first.leftNanos() <= 0) {
                waiting.remove();
                first.answer.complete(first.late);
            } else {
                LockSupport.parkNanos(this, Math.min(LOOK_NANOS, first.leftNanos()));
            }
        }
    }

    @Override
    public void destroy() {
        running = false;
        LockSupport.unpark(sweeper);
    }

    private record Waiting(CompletableFuture<Answer> answer, Answer late, long untilNanos) {

        long leftNanos() {
            return untilNanos - System.nanoTime();
        }
    }
}
