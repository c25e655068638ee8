package io.riskgate.journal;

import io.riskgate.feature.FeatureEngine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * Makes a starting service remember: every known id, what waits for its transaction, and the
 * profiles as they were.
 */
@Component
class Recovery implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final History history;
    private final JournalReader reader;
    private final FeatureEngine engine;
    private final KnownIdentities identities;
    private final WaitingReports waiting;
    private final Environment environment;
    private volatile boolean recovered;

    Recovery(
            History history,
            JournalReader reader,
            FeatureEngine engine,
            KnownIdentities identities,
            WaitingReports waiting,
            Environment environment) {
        this.history = history;
        this.reader = reader;
        this.engine = engine;
        this.identities = identities;
        this.waiting = waiting;
        this.environment = environment;
    }

    @Override
    public void start() {
        long start = System.nanoTime();
        identities.load();
        waiting.load(reader.waitingReports());
        history.replay(
                engine.lastSequence(),
                new ProfileReplay(engine, (event, observation) -> {})::accept);
        engine.settle(engine.lastSequence());
        recovered = true;
        log.info(
                "Recovered the journal up to number {} in {} ms.",
                engine.lastSequence(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    @Override
    public void stop() {
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
