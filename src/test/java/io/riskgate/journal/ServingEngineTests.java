package io.riskgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureEngines;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureSettings;
import io.riskgate.feature.LabelTimeline;
import io.riskgate.feature.Observation;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** New features under traffic: no transaction sees a window that is half filled. */
class ServingEngineTests {

    private static final FeatureSet OLD =
            FeatureSet.parse("features:\n  - {name: day, count: {by: accountId, over: 1d}}\n");
    private static final FeatureSet NEW =
            FeatureSet.parse(
                    "features:\n  - {name: month, count: {by: accountId, over: 30d}}\n"
                            + "  - {name: spent, sum: {of: amount, by: accountId, over: 30d}}\n");

    private final ServingEngine engine =
            new ServingEngine(FeaturePlan.of(List.of(OLD)), FeatureSettings.defaults());
    private final List<History.Event> journal = new CopyOnWriteArrayList<>();

    @Test
    void fillsNewFeaturesWhileItServes() throws Exception {
        for (int i = 0; i < 500; i++) {
            observe(i);
        }
        List<Observation> after = new ArrayList<>();
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch underWay = new CountDownLatch(100);
        Thread traffic =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    for (int i = 500; !stop.get() || i < 700; i++) {
                                        after.add(observe(i));
                                        underWay.countDown();
                                    }
                                });
        underWay.await();

        engine.grow(
                NEW,
                (from, events) -> List.copyOf(journal).forEach(events),
                Duration.ofSeconds(10));
        stop.set(true);
        traffic.join();
        after.add(observe(1_000_000));

        FeatureEngine whole = FeatureEngines.inMemory(engine.plan(), FeatureSettings.defaults());
        List<Observation> expected = new ArrayList<>();
        journal.forEach(
                event -> {
                    History.Transacted one = (History.Transacted) event;
                    expected.add(
                            whole.replay(one.sequence(), one.transaction(), LabelTimeline.NONE));
                });
        List<Observation> grown = after.stream().filter(one -> one.plan().covers(NEW)).toList();
        assertThat(grown).isNotEmpty();
        for (Observation one : grown) {
            assertThat(one.vector()).isEqualTo(expected.get((int) one.sequence() - 1).vector());
        }
    }

    @Test
    void goesOnAfterNumbersThatWereGivenUpMeanwhile() throws Exception {
        observe(1);
        Observation lost = engine.observe(transaction(2), LabelTimeline.NONE);
        engine.retractFrom(lost.sequence());
        engine.settle(lost.sequence());

        engine.grow(
                NEW,
                (from, events) -> List.copyOf(journal).forEach(events),
                Duration.ofSeconds(10));

        Observation next = observe(3);
        assertThat(next.sequence()).isEqualTo(lost.sequence() + 1);
        assertThat(next.vector().get(engine.plan().columnsOf(NEW)[0])).isEqualTo(2f);
    }

    @Test
    void whatWasNotDurableWhenTheSuccessorTookOverCanStillBeTakenBack() throws Exception {
        observe(1);
        List<Observation> underWay = new ArrayList<>();
        engine.grow(
                NEW,
                (from, events) -> {
                    List.copyOf(journal).forEach(events);
                    underWay.add(engine.observe(transaction(2), LabelTimeline.NONE));
                    engine.report(transaction(1), LabelTimeline.NONE);
                },
                Duration.ofSeconds(10));
        assertThat(engine.plan().covers(NEW)).isTrue();

        long last = engine.retractFrom(underWay.getFirst().sequence());
        engine.settle(last);

        Observation next = observe(3);
        assertThat(next.sequence()).isEqualTo(last + 1);
        assertThat(next.vector().get(engine.plan().columnsOf(OLD)[0])).isEqualTo(2f);
        assertThat(next.vector().get(engine.plan().columnsOf(NEW)[0])).isEqualTo(2f);
    }

    /* Durable at once: this journal is a list. */
    private Observation observe(int number) {
        Transaction transaction = transaction(number);
        Observation observation = engine.observe(transaction, LabelTimeline.NONE);
        journal.add(
                new History.Transacted(observation.sequence(), Instant.EPOCH, transaction, null));
        engine.settle(observation.sequence());
        return observation;
    }

    private static Transaction transaction(int number) {
        return new Transaction(
                "tx-" + number,
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number),
                new Amount(100 + number % 7, Currency.getInstance("EUR")),
                Channel.OTHER,
                Identifiers.ofAccount("acc"),
                Circumstances.NONE,
                Attributes.NONE);
    }
}
