package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.decision.Journal;
import io.riskgate.feature.FeatureEngine;
import io.riskgate.metric.Metric;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The journal: makes durable what stands at consecutive numbers, as much at once as has come
 * meanwhile, in PostgreSQL or else in the spill.
 */
@DependsOn({"journalParts", "recovery"})
@Component
class GroupCommit implements Journal, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
    private static final int RESERVE = 512;
    private static final Duration STOP = Duration.ofMillis(2500);

    private final SlotRing ring;
    private final Turn turn;
    private final Spill spill;
    private final Environment environment;
    private final DirectWriter directWriter;
    private final SpillWriter spillWriter;

    private volatile boolean running;
    private Thread direct = new Thread(() -> {});
    private Thread spilling = new Thread(() -> {});

    GroupCommit(
            FeatureEngine features,
            JournalStore store,
            Spill spill,
            RowCodec codec,
            Turn turn,
            StoreBreaker breaker,
            CommitListeners listeners,
            Clashes clashes,
            JournalMeters meters,
            JournalSettings settings,
            Environment environment) {
        this.environment = environment;
        this.turn = turn;
        this.spill = spill;
        this.ring = new SlotRing(features, settings.capacity());
        Journaling journaling =
                new Journaling(
                        ring,
                        turn,
                        new Settlement(features, ring),
                        store,
                        spill,
                        codec,
                        breaker,
                        listeners,
                        clashes,
                        meters,
                        settings,
                        () -> running);
        this.spillWriter = new SpillWriter(journaling);
        this.directWriter = new DirectWriter(journaling, spillWriter);
        meters.gauge(Metric.JOURNAL_QUEUE_DEPTH, () -> ring, SlotRing::depth);
    }

    @Override
    public CompletableFuture<Decision.Durability> append(Entry entry) {
        CompletableFuture<Decision.Durability> durable = new CompletableFuture<>();
        put(entry.sequence(), new Slot.Transacted(entry, durable));
        return durable;
    }

    CompletableFuture<Void> append(List<NumberedReport> reports) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        long last = reports.getLast().sequence();
        for (NumberedReport report : reports.subList(0, reports.size() - 1)) {
            put(report.sequence(), new Slot.Joined(last));
        }
        put(last, new Slot.Reported(reports, durable));
        return durable;
    }

    @Override
    public void abandon(long sequence) {
        long last = ring.retract(sequence);
        if (last >= sequence) {
            log.warn("Numbers {} to {} were given up before they were durable.", sequence, last);
        }
        put(sequence, Slot.VOID);
    }

    private void put(long number, Slot slot) {
        ring.put(number, slot);
        directWriter.wake();
    }

    @Override
    public Readiness readiness() {
        if (spillWriter.isUnwritable()) {
            return Readiness.UNWRITABLE;
        }
        if (!hasRoomFor(1)) {
            return Readiness.FULL;
        }
        return turn.isSpilling() ? Readiness.SPILLING : Readiness.OPEN;
    }

    @Override
    public void awaitCaughtUp(Duration atMost) throws InterruptedException {
        turn.awaitCaughtUp(atMost.toNanos());
    }

    boolean hasRoomFor(int slots) {
        return ring.depth() + slots < ring.capacity() - RESERVE && running;
    }

    @Override
    public void start() {
        ring.begin();
        if (!spill.standing().isEmpty()) {
            turn.spill();
        }
        running = true;
        direct = Thread.ofPlatform().name("journal").daemon().start(directWriter);
        spilling = Thread.ofPlatform().name("journal-spill").daemon().start(spillWriter);
    }

    /* What was sequenced before the doors closed is still made durable; a store that hangs is not waited for. */
    @Override
    public void stop() {
        running = false;
        directWriter.wake();
        try {
            direct.join(STOP);
            spilling.join(STOP);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /* Under a command only what needs the journal starts it. */
    @Override
    public boolean isAutoStartup() {
        return environment.matchesProfiles("!command");
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /* Starts before the doors and stops after them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
