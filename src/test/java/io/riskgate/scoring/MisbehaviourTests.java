package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.riskgate.transaction.Deadline;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A model that is slow, broken or lying costs its caller no more than the deadline. */
class MisbehaviourTests {

    private static final Duration FAST = Duration.ofNanos(50_000);
    private static final Duration NOT_FAST = Duration.ofMillis(2);
    private static final Map<String, String> PATIENT = Map.of("riskgate.scoring.slice", "5s");
    private static final Duration BUDGET = Duration.ofMillis(20);
    /* The runs below take seconds; a busy machine may wake a caller late. */
    private static final Duration GRACE = Duration.ofMillis(480);

    @Test
    void numbersThatAreNoProbabilitiesAreFailures() {
        ServedModel model = Bench.serve(ExampleModels.parrot(), FAST, Map.of());
        assertThat(Bench.ask(model, BUDGET, 0.5f, 0, 0).score()).isEqualTo(0.5);
        assertThat(Bench.ask(model, BUDGET, Float.NaN, 0, 0).failure())
                .isEqualTo(Scoring.Failure.NOT_A_NUMBER);
        assertThat(Bench.ask(model, BUDGET, 1.5f, 0, 0).failure())
                .isEqualTo(Scoring.Failure.OUT_OF_RANGE);
        assertThat(Bench.ask(model, BUDGET, -0.1f, 0, 0).failure())
                .isEqualTo(Scoring.Failure.OUT_OF_RANGE);
        assertThat(Bench.ask(model, BUDGET, Float.POSITIVE_INFINITY, 0, 0).failure())
                .isEqualTo(Scoring.Failure.OUT_OF_RANGE);
        Bench.retire(model);
    }

    @Test
    void anAnswerOfAnotherShapeIsAFailure() {
        ServedModel model = Bench.serve(ExampleModels.vanishing(), FAST, Map.of());

        assertThat(Bench.ask(model, BUDGET, 1, 0, 0).score())
                .isCloseTo(ExampleModels.expected(1, 0, 0), within(1e-6));
        assertThat(Bench.ask(model, BUDGET, 9, 0, 0).failure())
                .isIn(Scoring.Failure.WRONG_SHAPE, Scoring.Failure.EXCEPTION);
        assertThat(model.breaker().getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
        Bench.retire(model);
    }

    @Test
    void theBreakerOpensWithinFiftyCallsAndClosesByItself() {
        ServedModel model =
                Bench.serve(
                        ExampleModels.thrower(),
                        FAST,
                        Map.of("riskgate.scoring.breaker.open-for", "50ms"));
        for (int call = 0; call < 100; call++) {
            assertThat(Bench.ask(model, BUDGET, 1, 0, 0).failure()).isNull();
        }
        int failures = 0;
        while (Bench.ask(model, BUDGET, 9, 0, 0).failure() != Scoring.Failure.BREAKER_OPEN) {
            failures++;
        }
        assertThat(failures).isLessThanOrEqualTo(50);
        Bench.await(
                () -> {
                    Bench.ask(model, BUDGET, 1, 0, 0);
                    return model.breaker().getState() == CircuitBreaker.State.CLOSED;
                });
        Bench.retire(model);
    }

    @Test
    void aSlowRunInALaneIsNotWaitedFor() {
        ServedModel model = Bench.serve(ExampleModels.loop(), NOT_FAST, PATIENT);
        assertThat(Bench.ask(model, Duration.ofSeconds(5), 0, 0, 0).failure()).isNull();
        long begin = System.nanoTime();
        Attempt late = Bench.ask(model, BUDGET, 40_000, 0, 0);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BUDGET.plus(GRACE));
        assertThat(late.failure()).isEqualTo(Scoring.Failure.DEADLINE);
        Bench.retire(model);
    }

    @Test
    void aRunThatTurnsSlowOnTheCallersThreadIsCutOffAndMovedToLanes() {
        ServedModel model = Bench.serve(ExampleModels.loop(), FAST, Map.of());
        assertThat(Bench.ask(model, Duration.ofSeconds(5), 0, 0, 0).failure()).isNull();
        long begin = System.nanoTime();
        Attempt late = Bench.ask(model, BUDGET, 200_000, 0, 0);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BUDGET.plus(GRACE));
        assertThat(late.failure()).isEqualTo(Scoring.Failure.DEADLINE);
        assertThat(model.isInline()).isFalse();
        assertThat(Bench.ask(model, Duration.ofSeconds(5), 0, 0, 0).failure()).isNull();
        Bench.retire(model);
    }

    @Test
    void aHungLaneIsReplacedAndTheOthersGoOn() {
        ScoringSettings settings =
                Bench.settings(
                        Map.of(
                                "riskgate.scoring.lanes.threads", "1",
                                "riskgate.scoring.lanes.spares", "1",
                                "riskgate.scoring.lanes.hung-after", "5ms"));
        ServedModel model = Bench.serve(HeavyModels.anvil(), NOT_FAST, Map.of());
        LaneCalls lanes = new LaneCalls(model.model(), settings.lanes());
        assertThat(call(lanes, BUDGET, 3).failure()).isEqualTo(Scoring.Failure.DEADLINE);
        assertThat(call(lanes, Duration.ofSeconds(5), 0).failure()).isNull();
        assertThat(lanes.lanes()).as("the hung one is not back yet").isEqualTo(2);
        Bench.await(() -> lanes.lanes() == 1);
        lanes.close();
        Bench.retire(model);
    }

    @Test
    void whatWaitsForALaneIsScoredAsOneBatch() throws Exception {
        ServedModel model = Bench.serve(HeavyModels.anvil(), NOT_FAST, Map.of());
        LaneCalls lanes =
                new LaneCalls(
                        model.model(),
                        Bench.settings(Map.of("riskgate.scoring.lanes.threads", "1")).lanes());
        Duration patience = Duration.ofSeconds(10);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Attempt> blocking = callers.submit(() -> call(lanes, patience, 3));
            Bench.await(lanes::isBusy);
            List<Future<Attempt>> waiting =
                    IntStream.range(0, 7)
                            .mapToObj(_ -> callers.submit(() -> call(lanes, patience, 0)))
                            .toList();
            Bench.await(() -> lanes.waiting() == 7);
            assertThat(blocking.get().score()).as("one row").isCloseTo(0.01, within(1e-6));
            for (Future<Attempt> one : waiting) {
                assertThat(one.get().score()).as("seven rows").isCloseTo(0.07, within(1e-6));
            }
        }
        lanes.close();
        Bench.retire(model);
    }

    @Test
    void aCallerOfALaneWaitsNoLongerThanTheModelsSlice() {
        ServedModel model =
                Bench.serve(
                        HeavyModels.anvil(), NOT_FAST, Map.of("riskgate.scoring.slice", "30ms"));
        assertThat(Bench.ask(model, Duration.ofSeconds(60), 3, 0, 0).failure())
                .isEqualTo(Scoring.Failure.DEADLINE);
        Bench.retire(model);
    }

    @Test
    void aModelWhoseWorkDependsOnWhatComesInRunsInLanes() throws Exception {
        ServedModel model = Bench.serve(HeavyModels.anvil(), FAST, Map.of());
        ServedModel.Latency fast = new ServedModel.Latency(10_000, 20_000, 100);
        model.admit(fast, steady(HeavyModels.anvil()));
        assertThat(model.isInline()).isFalse();
        model.admit(fast, steady(ExampleModels.column()));
        assertThat(model.isInline()).isTrue();
        Bench.retire(model);
    }

    private static boolean steady(byte[] content) throws UnacceptableModelException {
        return OnnxFile.read(content, content.length).hasSteadyCost();
    }

    private static Attempt call(LaneCalls lanes, Duration budget, float first) {
        return lanes.call(Bench.vector(first, 0, 0), Bench.COLUMNS, Deadline.after(budget));
    }

    @Test
    void aCallerWithoutTimeDoesNotOpenTheBreaker() {
        ServedModel model = Bench.serve(ExampleModels.loop(), NOT_FAST, Map.of());
        for (int call = 0; call < 100; call++) {
            Bench.ask(model, Duration.ofNanos(100_000), 500, 0, 0);
        }
        assertThat(model.breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        Bench.retire(model);
    }

    @Test
    void aRequestPastItsDeadlineIsNotRun() {
        ServedModel model = Bench.serve(ExampleModels.parrot(), FAST, Map.of());
        assertThat(Bench.ask(model, Duration.ZERO, 0.5f, 0, 0).failure())
                .isEqualTo(Scoring.Failure.DEADLINE);
        assertThat(model.breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
        Bench.retire(model);
    }
}
