package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.transaction.Deadline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Whether a decision gets its reasons depends on what they cost, not on how busy the machine is.
 */
class ExplanationTimeTests {

    private static final Contributions EXACT =
            new Contributions.Exact(0, List.of("amount"), List.of(0.5));
    private static final Deadline PASSED = Deadline.after(Duration.ofMillis(-5));
    private static final Deadline FAR = Deadline.after(Duration.ofMinutes(1));

    @Test
    void aCheapExplanationIsGivenEvenWhenTheBudgetIsUsedUp() {
        ServedModel model = taking(Duration.ZERO, "10s");
        for (int i = 0; i < 100; i++) {
            assertThat(model.explain(new float[3], FAR)).isEqualTo(EXACT);
        }
        assertThat(model.explain(new float[3], PASSED)).isEqualTo(EXACT);
        Bench.retire(model);
    }

    @Test
    void oneThatTakesLongNeedsABudgetThatLeavesTheTime() {
        ServedModel model = taking(Duration.ofMillis(3), "100us");
        for (int i = 0; i < 10; i++) {
            assertThat(model.explain(new float[3], FAR)).isEqualTo(EXACT);
        }
        assertThat(model.explain(new float[3], PASSED))
                .isInstanceOf(Contributions.Unavailable.class);
        assertThat(model.explain(new float[3], FAR)).isEqualTo(EXACT);
        Bench.retire(model);
    }

    private static ServedModel taking(Duration time, String overrun) {
        return Bench.serve(
                ExampleModels.column(),
                Duration.ofNanos(50_000),
                Map.of("riskgate.scoring.explanation-overrun", overrun),
                _ -> {
                    Deadline until = Deadline.after(time);
                    while (!until.isPassed()) {
                        Thread.onSpinWait();
                    }
                    return EXACT;
                });
    }
}
