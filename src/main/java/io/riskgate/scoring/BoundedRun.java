package io.riskgate.scoring;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Work that may never end, done on a thread that can be left behind. */
final class BoundedRun {

    private BoundedRun() {}

    /**
     * What the work gives.
     *
     * @throws io.riskgate.transaction.RefusedException where it takes longer than the limit
     */
    static <T> T of(Duration limit, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("model-rehearsal")
                .daemon()
                .start(
                        () -> {
                            try {
                                result.complete(work.get());
                            } catch (Throwable e) {
                                result.completeExceptionally(e);
                            }
                        });
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Rehearsal.tooLong(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a model was tried", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        }
    }
}
