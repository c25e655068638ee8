package io.riskgate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** A caller may tighten the budget of its call, never widen it. */
class StopwatchTests {

    private static final Duration CONFIGURED = Duration.ofMillis(25);

    @Test
    void theEarlierOfBothBudgetsCounts() {
        Stopwatch watch = new Stopwatch();
        long standard = watch.deadline(null, CONFIGURED).nanoTime();
        assertThat(standard - watch.deadline(Duration.ofMillis(5), CONFIGURED).nanoTime())
                .isEqualTo(Duration.ofMillis(20).toNanos());
        assertThat(watch.deadline(Duration.ofSeconds(60), CONFIGURED).nanoTime())
                .isEqualTo(standard);
    }
}
