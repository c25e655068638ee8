package io.riskgate.journal;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.LabelTimeline;
import io.riskgate.outcome.TransactionReports;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Makes a starting service remember: every known id, what waits for its transaction, and the
 * profiles as they were.
 */
@Component
class Recovery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final History history;
    private final JournalReader reader;
    private final Spill spill;
    private final Window window;
    private final FeatureEngine engine;
    private final KnownIdentities identities;
    private final WaitingReports waiting;
    private final ProfileCheckpoints checkpoints;
    private final JournalSettings settings;
    private final Environment environment;
    private @Nullable ScheduledExecutorService regularly;
    private volatile boolean recovered;

    Recovery(
            History history,
            JournalReader reader,
            Spill spill,
            Window window,
            FeatureEngine engine,
            KnownIdentities identities,
            WaitingReports waiting,
            ProfileCheckpoints checkpoints,
            JournalSettings settings,
            Environment environment) {
        this.checkpoints = checkpoints;
        this.settings = settings;
        this.history = history;
        this.reader = reader;
        this.spill = spill;
        this.window = window;
        this.engine = engine;
        this.identities = identities;
        this.waiting = waiting;
        this.environment = environment;
    }

    @Override
    public void start() {
        long start = System.nanoTime();
        long last = reader.lastSequence();
        spill.open(reader.journalId(), last);
        window.complete(last);
        identities.load();
        waiting.load(reader.waitingReports());
        if (isAutoStartup()) {
            remember();
            checkpointRegularly();
        } else {
            count();
        }
        engine.settle(engine.lastSequence());
        recovered = true;
        log.info(
                "Recovered the journal up to number {} in {} ms.",
                engine.lastSequence(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private void remember() {
        long checkpoint = checkpoints.restore();
        Map<String, TransactionReports> before =
                checkpoint == 0 ? Map.of() : reader.reportsUpTo(checkpoint);
        new ProfileReplay(engine, before, (event, observation) -> {})
                .play(events -> history.replayUndecided(checkpoint, events));
    }

    /* Without profiles there is nothing to fill: what follows goes on after the last number. */
    private void count() {
        long[] last = {reader.lastSequence()};
        history.replayUndecided(last[0], event -> last[0] = event.sequence());
        if (last[0] > engine.lastSequence()) {
            engine.followReport(last[0], null, LabelTimeline.NONE);
        }
    }

    private void checkpointRegularly() {
        long seconds = settings.checkpoint().toSeconds();
        ScheduledExecutorService scheduled =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().name("checkpoint").daemon().factory());
        scheduled.scheduleWithFixedDelay(checkpoints::write, seconds, seconds, TimeUnit.SECONDS);
        regularly = scheduled;
    }

    /* The writer has stopped by now, so this checkpoint holds everything and the next start replays nothing. */
    @Override
    public void stop() {
        ScheduledExecutorService scheduled = regularly;
        if (scheduled != null) {
            scheduled.shutdownNow();
            checkpoints.write();
        }
        recovered = false;
    }

    /* Under a command only what needs the journal starts it. */
    @Override
    public boolean isAutoStartup() {
        return environment.matchesProfiles("!command");
    }

    @Override
    public boolean isRunning() {
        return recovered;
    }

    /* Before the writer, which begins at the number after the last. */
    @Override
    public int getPhase() {
        return -10;
    }
}
