package io.riskgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Whoever can wait waits while PostgreSQL takes what was spilled, and no longer. */
class TurnTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Turn turn = new Turn();

    @Test
    void nobodyWaitsWhereNothingWasSpilled() throws Exception {
        assertThat(waitFor(LONG).get()).isLessThan(LONG);
    }

    @Test
    void whoeverWaitsGoesOnWhenAllIsInItsPlace() {
        turn.spill();
        CompletableFuture<Duration> waiting = waitFor(LONG);
        await().during(Duration.ofMillis(100)).until(() -> !waiting.isDone());

        turn.handBack();

        assertThat(waiting.join()).isLessThan(LONG);
    }

    @Test
    void whoeverWaitsGoesOnWhenPostgresIsAway() {
        turn.spill();
        CompletableFuture<Duration> waiting = waitFor(LONG);
        await().during(Duration.ofMillis(100)).until(() -> !waiting.isDone());

        turn.answering(false);

        assertThat(waiting.join()).isLessThan(LONG);
    }

    @Test
    void nobodyWaitsForLongerThanTheySaid() {
        turn.spill();

        assertThat(waitFor(Duration.ofMillis(50)).join())
                .isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    private CompletableFuture<Duration> waitFor(Duration atMost) {
        return CompletableFuture.supplyAsync(
                () -> {
                    long start = System.nanoTime();
                    try {
                        turn.awaitCaughtUp(atMost.toNanos());
                    } catch (InterruptedException stopped) {
                        throw new IllegalStateException(stopped);
                    }
                    return Duration.ofNanos(System.nanoTime() - start);
                });
    }
}
