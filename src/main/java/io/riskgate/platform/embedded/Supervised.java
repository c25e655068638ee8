package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A program kept running: started aside, started again should it end, stopped when told. */
final class Supervised {

    private static final Logger log = LoggerFactory.getLogger(Supervised.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Program program;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private @Nullable Process running;
    private boolean stopping;

    Supervised(Program program) {
        this.program = program;
    }

    /** Begins to start it and returns at once. */
    Supervised start() {
        Thread.ofPlatform().name("start-" + program.name()).daemon().start(this::startNow);
        return this;
    }

    /** Waits until it serves for the first time. */
    void await() {
        try {
            started.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RefusedStartException refused ? refused : e;
        }
    }

    /** Stops it, whatever it is doing. */
    synchronized void stop() {
        stopping = true;
        if (running != null && running.isAlive()) {
            program.stop(running);
        }
    }

    private synchronized void startNow() {
        if (stopping) {
            return;
        }
        try {
            Process process = program.start();
            running = process;
            process.onExit().thenAccept(this::restart);
            started.complete(null);
        } catch (RuntimeException e) {
            if (!started.completeExceptionally(e)) {
                log.error("{}", e.getMessage());
                tryAgain();
            }
        }
    }

    private void restart(Process ended) {
        synchronized (this) {
            if (stopping) {
                return;
            }
        }
        log.warn(
                "The embedded {} ended (exit status {}): starting it again",
                program.name(),
                ended.exitValue());
        start();
    }

    private void tryAgain() {
        CompletableFuture.delayedExecutor(
                        PAUSE.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS)
                .execute(this::start);
    }
}
