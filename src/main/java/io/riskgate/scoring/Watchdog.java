package io.riskgate.scoring;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends runs on callers' threads that outlast their deadline. A caller inside the runtime cannot
 * look at a clock, so somebody else must; looking every {@value #TICK_MICROS} µs keeps an answer
 * within a few milliseconds of its budget and costs less than a hundredth of a core.
 */
final class Watchdog implements AutoCloseable {

    private static final long TICK_MICROS = 2_000;

    private final Set<RunGuard> guards = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    Watchdog() {
        thread = Thread.ofPlatform().name("model-watchdog").daemon().start(this::watch);
    }

    void watch(RunGuard guard) {
        if (guards.add(guard) && guards.size() == 1) {
            LockSupport.unpark(thread);
        }
    }

    void forget(RunGuard guard) {
        guards.remove(guard);
    }

    private void watch() {
        while (!closed) {
            if (guards.isEmpty()) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, TICK_MICROS * 1_000);
            }
            long now = System.nanoTime();
            for (RunGuard guard : guards) {
                guard.cutIfPast(now);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
