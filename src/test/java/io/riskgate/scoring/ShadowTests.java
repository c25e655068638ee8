package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.riskgate.metric.Metric;
import io.riskgate.registry.Alias;
import io.riskgate.registry.TestRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The challenger scores what the champion decided, and never at its expense. */
class ShadowTests {

    private static final Map<String, String> SETTINGS =
            Map.of("riskgate.scoring.slice", "1s", "riskgate.scoring.shadow-queue", "4");

    @TempDir private Path home;
    private String name = "";
    private Replica replica;

    @BeforeEach
    void open(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        replica = new Replica(TestRegistry.of(home, name, name + "-fb"), SETTINGS);
    }

    @Test
    void theChallengerScoresTheSameVectors() {
        replica.promote(Alias.CHALLENGER, replica.register(name, ExampleModels.shifted(1)));
        replica.shadow().offer("tx-1", Bench.vector(1, 0, 0), Replica.PLAN);
        Bench.await(() -> replica.shadowScores().containsKey("tx-1"));
        assertThat(replica.shadowScores().values().iterator().next().score())
                .isCloseTo(ExampleModels.expected(2), within(1e-6));
        assertThat(replica.score(Duration.ofSeconds(1), 1, 0, 0))
                .isEqualTo(
                        new Scoring.Unscored(
                                List.of(Scoring.Failure.NO_MODEL, Scoring.Failure.NO_MODEL)));
    }

    @Test
    void aFullQueueDropsShadowWork() {
        replica.promote(Alias.CHALLENGER, replica.register(name, ExampleModels.loop()));
        for (int call = 0; call < 20; call++) {
            replica.shadow().offer("tx-" + call, Bench.vector(4000, 0, 0), Replica.PLAN);
        }
        // Five are in hand and four wait, at most.
        assertThat(replica.count(Metric.SCORING_SHADOW, "outcome", "dropped"))
                .isGreaterThanOrEqualTo(11);
    }
}
