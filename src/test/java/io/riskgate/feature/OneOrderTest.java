package io.riskgate.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Whether only the order counts: a replay gives the vectors that were given live, bit for bit,
 * whatever was settled when, taken back, folded or forgotten meanwhile. More seeds: {@code ./mvnw
 * -Dtest=OneOrderTest -Driskgate.order.seeds=200 test}.
 */
class OneOrderTest {

    private static final FeaturePlan PLAN =
            FeaturePlan.of(List.of(FeatureSet.parse(Examples.OF_EVERY_KIND)));

    /* Everything happens often: folding, leaving the windows, idle entities. */
    private static final FeatureSettings TIGHT =
            new FeatureSettings(
                    Duration.ofDays(180),
                    Duration.ofHours(6),
                    Duration.ofDays(2),
                    16,
                    Duration.ofHours(5));

    /** What took a number: a transaction with what it saw, or a report. */
    private record Event(
            long sequence,
            Transaction transaction,
            LabelTimeline labels,
            Observation observation,
            boolean isReport) {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("riskgate.order.seeds", 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aReplayGivesTheVectorsGivenLive(long seed) {
        Traffic traffic = new Traffic(seed, 40, Duration.ofMinutes(9));
        SplittableRandom random = traffic.random();
        FeatureEngine live = FeatureEngines.inMemory(PLAN, TIGHT);
        List<Event> events = new ArrayList<>();
        int settled = 0;
        int degraded = 0;
        for (int i = 0; i < 12_000; i++) {
            Transaction transaction = traffic.next();
            LabelTimeline known = random.nextInt(50) == 0 ? traffic.labels() : LabelTimeline.NONE;
            Observation seen = live.observe(transaction, known);
            degraded += seen.degraded() ? 1 : 0;
            events.add(new Event(seen.sequence(), transaction, known, seen, false));
            if (random.nextInt(10) == 0) {
                Event of = events.get(random.nextInt(events.size()));
                LabelTimeline labels = traffic.labels();
                long number = live.report(of.transaction, labels);
                events.add(new Event(number, of.transaction, labels, seen, true));
            }
            if (random.nextInt(40) == 0) {
                int kept = settled + random.nextInt(events.size() - settled + 1);
                retract(live, events, kept);
            }
            if (random.nextInt(60) == 0) {
                settled += random.nextInt(events.size() - settled + 1);
                live.settle(settled == 0 ? 0 : events.get(settled - 1).sequence);
            }
        }
        assertThat(degraded).as("folding and lateness must have shown").isGreaterThan(100);
        replayGivesTheSame(events, TIGHT);
    }

    private static void retract(FeatureEngine live, List<Event> events, int kept) {
        if (kept < events.size()) {
            assertThat(live.retractFrom(events.get(kept).sequence)).isEqualTo(live.lastSequence());
            events.subList(kept, events.size()).clear();
        }
    }

    private static void replayGivesTheSame(List<Event> events, FeatureSettings settings) {
        FeatureEngine replay = FeatureEngines.inMemory(PLAN, settings);
        for (Event event : events) {
            if (event.isReport) {
                replay.replayReport(event.sequence, event.transaction, event.labels);
                continue;
            }
            Observation again = replay.replay(event.sequence, event.transaction, event.labels);
            if (!again.equals(event.observation)) {
                throw new AssertionError(difference(again, event.observation));
            }
        }
    }

    private static String difference(Observation again, Observation live) {
        StringBuilder text = new StringBuilder("at " + live.sequence() + ":");
        List<String> columns = PLAN.features().columns();
        for (int i = 0; i < columns.size(); i++) {
            float a = again.vector().get(i);
            float b = live.vector().get(i);
            if (Float.compare(a, b) != 0) {
                text.append(' ').append(columns.get(i)).append(' ').append(b).append(" live, ");
                text.append(a).append(" replayed;");
            }
        }
        return text + " degraded " + live.degraded() + " live, " + again.degraded() + " replayed";
    }

    @Test
    void threadsThatShareEntitiesSeeOneOrder() throws Exception {
        FeatureEngine engine = FeatureEngines.inMemory(PLAN, FeatureSettings.defaults());
        Queue<Event> events = new ConcurrentLinkedQueue<>();
        int threads = 32;
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Traffic traffic = new Traffic(i, 20 + i, Duration.ofMinutes(5));
                running.add(
                        pool.submit(
                                () -> {
                                    start.await();
                                    work(engine, traffic, events);
                                    return null;
                                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get();
            }
        }
        List<Event> ordered = new ArrayList<>(events);
        ordered.sort(Comparator.comparingLong(Event::sequence));
        assertThat(ordered).hasSize((int) engine.lastSequence());
        replayGivesTheSame(ordered, FeatureSettings.defaults());
    }

    private static void work(FeatureEngine engine, Traffic traffic, Queue<Event> events) {
        Event last = null;
        for (int j = 0; j < 500; j++) {
            Transaction transaction = traffic.next();
            engine.peek(transaction);
            Observation seen = engine.observe(transaction, LabelTimeline.NONE);
            last = new Event(seen.sequence(), transaction, LabelTimeline.NONE, seen, false);
            events.add(last);
            if (j % 10 == 0) {
                LabelTimeline labels = traffic.labels();
                long number = engine.report(transaction, labels);
                events.add(new Event(number, transaction, labels, seen, true));
            }
            engine.settle(seen.sequence() - 200);
        }
    }

    @Test
    void whatWasRetractedLeavesNoTrace() {
        Traffic traffic = new Traffic(11, 30, Duration.ofMinutes(20));
        FeatureEngine engine = FeatureEngines.inMemory(PLAN, FeatureSettings.defaults());
        FeatureEngine never = FeatureEngines.inMemory(PLAN, FeatureSettings.defaults());
        for (int round = 0; round < 200; round++) {
            Transaction kept = traffic.next();
            Observation seen = engine.observe(kept, LabelTimeline.NONE);
            assertThat(seen.vector())
                    .isEqualTo(never.replay(seen.sequence(), kept, LabelTimeline.NONE).vector());
            Transaction voided = traffic.next();
            long first =
                    engine.observe(voided, LabelTimeline.of(new long[] {1}, new boolean[] {true}))
                            .sequence();
            engine.report(kept, LabelTimeline.of(new long[] {1}, new boolean[] {true}));
            engine.observe(traffic.next(), LabelTimeline.NONE);
            assertThat(engine.retractFrom(first)).isEqualTo(first + 2);
            assertThat(engine.peek(voided).vector()).isEqualTo(never.peek(voided).vector());
            assertThat(engine.lastSequence()).isEqualTo(first + 2);
        }
    }

    @Test
    void aPeekTakesNoNumberAndChangesNothing() {
        FeatureEngine engine = FeatureEngines.inMemory(PLAN, FeatureSettings.defaults());
        Transaction transaction = new Traffic(1, 5, Duration.ofMinutes(1)).next();
        Observation peeked = engine.peek(transaction);
        assertThat(peeked.sequence()).isZero();
        assertThat(engine.lastSequence()).isZero();
        assertThat(engine.observe(transaction, LabelTimeline.NONE).vector())
                .isEqualTo(peeked.vector());
    }
}
