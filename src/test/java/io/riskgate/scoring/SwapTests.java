package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.riskgate.registry.Alias;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.RevisedThresholds;
import io.riskgate.registry.TestRegistry;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Deadline;
import io.riskgate.transaction.RefusedException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** A new version takes over while requests are answered, or it does not and says why. */
class SwapTests {

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Map<String, String> SETTINGS =
            Map.of("riskgate.scoring.slice", "1s", "riskgate.scoring.inline-below", "500ms");

    @TempDir private Path home;
    private String name = "";
    private TestRegistry registry;
    private Replica replica;

    @BeforeEach
    void open(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        registry = TestRegistry.of(home, name, name + "-fb");
        replica = new Replica(registry, SETTINGS);
    }

    @Test
    void withoutModelsThereIsNoScoreAndAReason() {
        assertThat(replica.score(LONG, 0, 0, 0))
                .isEqualTo(
                        new Scoring.Unscored(
                                List.of(Scoring.Failure.NO_MODEL, Scoring.Failure.NO_MODEL)));
    }

    @Test
    void theFallbackAnswersWhereTheChampionCannotAndSaysSo() {
        ModelReference champion = replica.register(name, ExampleModels.thrower());
        ModelReference fallback = replica.register(name + "-fb", ExampleModels.column());
        replica.promote(Alias.CHAMPION, champion);
        replica.promote(Alias.CHAMPION, fallback);
        assertThat(replica.score(LONG, 1, 0, 0))
                .isEqualTo(new Scoring.Scored(champion, 0.75, false, List.of()));
        Scoring scoring = replica.score(LONG, 5, 0, 0);
        assertThat(scoring.failures()).containsExactly(Scoring.Failure.EXCEPTION);
        assertThat(scoring)
                .isInstanceOfSatisfying(
                        Scoring.Scored.class,
                        scored -> {
                            assertThat(scored.model()).isEqualTo(fallback);
                            assertThat(scored.fallback()).isTrue();
                            assertThat(scored.score())
                                    .isCloseTo(ExampleModels.expected(5, 0, 0), within(1e-6));
                        });
    }

    @Test
    void aSwapUnderLoadFailsNoRequestAndRollsBack() throws Exception {
        ModelReference one = replica.register(name, ExampleModels.column());
        ModelReference two = replica.register(name, ExampleModels.shifted(1));
        replica.promote(Alias.CHAMPION, one);
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong answered = new AtomicLong();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running =
                    IntStream.range(0, 4)
                            .<Future<?>>mapToObj(
                                    _ -> callers.submit(() -> ask(done, answered, one, two)))
                            .toList();
            for (int swap = 0; swap < 10; swap++) {
                replica.promote(Alias.CHAMPION, swap % 2 == 0 ? two : one);
            }
            done.set(true);
            for (Future<?> caller : running) {
                caller.get();
            }
        }
        assertThat(answered).hasValueGreaterThan(100);
        assertThat(replica.models().lineup().champion())
                .satisfies(champion -> assertThat(champion.reference()).isEqualTo(one));
    }

    private void ask(
            AtomicBoolean done, AtomicLong answered, ModelReference one, ModelReference two) {
        while (!done.get()) {
            Scoring.Scored scored = (Scoring.Scored) replica.score(LONG, 1, 0, 0);
            assertThat(scored.failures()).isEmpty();
            double shift = scored.model().equals(two) ? 1 : 0;
            assertThat(scored.model()).isIn(one, two);
            assertThat(scored.score())
                    .isCloseTo(ExampleModels.expected(1 + (float) shift), within(1e-6));
            answered.incrementAndGet();
            Thread.yield();
        }
    }

    @Test
    void theOldModelClosesWhenItsLastRequestIsAnswered() {
        ModelReference one = replica.register(name, ExampleModels.column());
        ModelReference two = replica.register(name, ExampleModels.shifted(1));
        replica.promote(Alias.CHAMPION, one);
        OnnxModel old = Objects.requireNonNull(replica.models().lineup().champion()).model();
        Scorer.Pinned pinned = replica.scorer().pin();
        replica.promote(Alias.CHAMPION, two);
        assertThat(old.isClosed()).isFalse();
        Scoring scoring = pinned.score(Bench.vector(0, 0, 0), Replica.PLAN, Deadline.after(LONG));
        assertThat(scoring).isEqualTo(new Scoring.Scored(one, 0.5, false, List.of()));
        pinned.close();
        assertThat(old.isClosed()).isTrue();
    }

    @Test
    void everyStepThatFailsLeavesTheChampionAndSaysWhichItWas() {
        ModelReference champion = replica.register(name, ExampleModels.column());
        replica.promote(Alias.CHAMPION, champion);
        assertRefused(
                "golden",
                replica.register(
                        name,
                        ExampleModels.shifted(1),
                        List.of(new Manifest.Golden(List.of(0f, 0f, 0f), 0.5))));
        replica.cool(Bench.FEATURES);
        assertRefused("features", champion);
        replica.warm();
        for (int call = 0; call < 32; call++) {
            replica.score(LONG, 9, 0, 0);
        }
        assertRefused("warm_up", replica.register(name, ExampleModels.thrower()));
        assertThat(replica.score(LONG, 0, 0, 0))
                .isEqualTo(new Scoring.Scored(champion, 0.5, false, List.of()));
    }

    @Test
    void aFileThatIsNotTheRegisteredOneOrIsCalledOtherwiseIsRefused() {
        ModelReference champion = replica.register(name, ExampleModels.column());
        replica.promote(Alias.CHAMPION, champion);
        ModelReference spoiled = replica.register(name, ExampleModels.shifted(1));
        JdbcClient jdbc = JdbcClient.create(registry.dataSource());
        jdbc.sql("alter table model_version disable trigger model_version_never_changes").update();
        try {
            jdbc.sql("update model_version set model = ? where name = ? and version = ?")
                    .params(ExampleModels.shifted(2), spoiled.name(), spoiled.version())
                    .update();
        } finally {
            jdbc.sql("alter table model_version enable trigger model_version_never_changes")
                    .update();
        }
        Manifest.Signature other =
                new Manifest.Signature(Graph.IN, "verdict", Manifest.OutputKind.PROBABILITY);
        ModelReference odd =
                registry.models()
                        .register(
                                Bench.manifest(name, other, List.of()),
                                ExampleModels.shifted(3),
                                null,
                                "test")
                        .model();

        assertRefused("sha256", spoiled);
        assertRefused("load", odd);
        assertThat(replica.score(LONG, 0, 0, 0))
                .isEqualTo(new Scoring.Scored(champion, 0.5, false, List.of()));
    }

    private void assertRefused(String step, ModelReference version) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> replica.models().rehearse(Alias.CHAMPION, version))
                .satisfies(
                        refusal -> {
                            assertThat(refusal.code().code()).isEqualTo("state_conflict");
                            assertThat(refusal.figures()).containsEntry("step", step);
                        });
    }

    @Test
    void aModelTooSlowForItsSliceIsRefusedWithItsFigures() {
        Replica strict = new Replica(registry, Map.of("riskgate.scoring.slice", "1ns"));
        ModelReference one = strict.register(name, ExampleModels.column());
        strict.promote(Alias.CHAMPION, one);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> strict.models().rehearse(Alias.CHAMPION, one))
                .satisfies(
                        refusal ->
                                assertThat(refusal.figures())
                                        .containsEntry("step", "latency")
                                        .containsKeys("p99Micros", "limitMicros"));
    }

    @Test
    void aSwapBringsItsThresholdsAndAnEditIsFollowed() {
        ModelReference one = replica.register(name, ExampleModels.column());
        ModelReference two = replica.register(name, ExampleModels.shifted(1));
        replica.promote(Alias.CHAMPION, one);
        Thresholds strict = Thresholds.of(0.1, 0.2, 0.3);
        registry.models().edit(new RevisedThresholds(one, 1, strict), "ann");
        replica.models().follow();
        assertThat(thresholds()).isEqualTo(strict);
        replica.promote(Alias.CHAMPION, two);
        assertThat(thresholds()).isEqualTo(Thresholds.of(0.5, 0.7, 0.9));
        replica.promote(Alias.CHAMPION, one);
        assertThat(thresholds()).isEqualTo(strict);
    }

    private Thresholds thresholds() {
        try (Scorer.Pinned pinned = replica.scorer().pin()) {
            return pinned.thresholds();
        }
    }

    @Test
    void aFileDeletedFromDiskCostsNothing() throws IOException {
        ModelReference one = replica.register(name, ExampleModels.column());
        replica.promote(Alias.CHAMPION, one);
        Files.delete(home.resolve("models").resolve(name).resolve("1").resolve("model.onnx"));
        assertThat(replica.score(LONG, 0, 0, 0).failures()).isEmpty();
        Replica restarted = new Replica(registry, SETTINGS);
        restarted.models().follow();
        assertThat(restarted.score(LONG, 0, 0, 0).failures()).isEmpty();
    }
}
