package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A program kept running: started aside, started again should it end, stopped when told. */
final class Supervised implements Foundation {

    private static final Logger log = LoggerFactory.getLogger(Supervised.class);
    private static final long PAUSE_SECONDS = 1;

    private final Program program;
    private final CompletableFuture<Void> served = new CompletableFuture<>();
    private @Nullable Process running;
    private volatile @Nullable Thread starter;
    private volatile boolean ending;

    Supervised(Program program) {
        this.program = program;
    }

    @Override
    public boolean isEmbedded() {
        return true;
    }

    @Override
    public void begin() {
        starter = Thread.ofPlatform().name("start-" + program.name()).daemon().start(this::start);
    }

    @Override
    public void await() {
        try {
            served.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RefusedStartException refused ? refused : e;
        }
    }

    /* A start that is under way gives up when interrupted, and leaves nothing running. */
    @Override
    public void end() {
        ending = true;
        Thread starting = starter;
        if (starting != null) {
            starting.interrupt();
        }
        synchronized (this) {
            if (running != null && running.isAlive()) {
                program.stop(running);
            }
        }
    }

    private synchronized void start() {
        if (ending || running != null && running.isAlive()) {
            return;
        }
        try {
            Process process = program.start();
            running = process;
            process.onExit().thenAccept(this::startAgain);
            served.complete(null);
        } catch (RuntimeException e) {
            if (!served.completeExceptionally(e) && !ending) {
                log.error("{}", e.getMessage());
                CompletableFuture.delayedExecutor(PAUSE_SECONDS, TimeUnit.SECONDS)
                        .execute(this::begin);
            }
        }
    }

    private void startAgain(Process ended) {
        if (!ending) {
            log.warn(
                    "The embedded {} ended (exit status {}): starting it again",
                    program.name(),
                    ended.exitValue());
            begin();
        }
    }
}
