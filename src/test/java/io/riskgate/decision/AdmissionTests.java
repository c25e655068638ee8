package io.riskgate.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskgate.decision.Admission.Pass;
import io.riskgate.decision.OverloadSettings.Policy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class AdmissionTests {

    private static final Duration BUDGET = Duration.ofMillis(5);
    private static final Duration QUICK = Duration.ofMillis(1);
    private static final Duration LATE = Duration.ofMillis(9);

    @Test
    void refusesBeyondTheMostAndAdmitsAgainOnceOneHasLeft() {
        Admission admission = admission(Policy.REFUSE, 2, 1);

        assertThat(admission.enter()).isEqualTo(Pass.ADMITTED);
        assertThat(admission.enter()).isEqualTo(Pass.ADMITTED);
        assertThat(admission.enter()).isEqualTo(Pass.REFUSED);

        admission.leave(QUICK);
        assertThat(admission.enter()).isEqualTo(Pass.ADMITTED);
    }

    @Test
    void decidesWithoutModelsUpToTwiceAsManyWhereThatIsThePolicy() {
        Admission admission = admission(Policy.FALLBACK, 2, 1);
        admission.enter();
        admission.enter();

        assertThat(admission.enter()).isEqualTo(Pass.WITHOUT_MODELS);
        assertThat(admission.enter()).isEqualTo(Pass.WITHOUT_MODELS);
        assertThat(admission.enter()).isEqualTo(Pass.REFUSED);
    }

    @Test
    void shrinksOnLateCallsAndGrowsBackOnQuickOnes() {
        Admission admission = admission(Policy.REFUSE, 100, 4);
        await().until(() -> late(admission) <= 4);
        assertThat(admission.limit()).isEqualTo(4);

        for (int i = 0; i < 6_000; i++) {
            fill(admission);
        }

        assertThat(admission.limit()).isEqualTo(100);
    }

    private static double late(Admission admission) {
        admission.enter();
        admission.leave(LATE);
        return admission.limit();
    }

    private static void fill(Admission admission) {
        int inside = 0;
        while (admission.enter() == Pass.ADMITTED) {
            inside++;
        }
        for (int i = 0; i < inside; i++) {
            admission.leave(QUICK);
        }
    }

    private static Admission admission(Policy policy, int most, int fewest) {
        return new Admission(
                new OverloadSettings(policy, most, fewest),
                new DecisionSettings(BUDGET, Duration.ofSeconds(1)),
                new SimpleMeterRegistry());
    }
}
