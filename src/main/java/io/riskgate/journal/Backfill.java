package io.riskgate.journal;

import io.riskgate.feature.FeatureSet;
import io.riskgate.scoring.FeatureSupply;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Fills features that a model to come needs, one filling at a time, while the service decides. */
final class Backfill implements FeatureSupply {

    private static final Logger log = LoggerFactory.getLogger(Backfill.class);
    private static final Duration DURABLE = Duration.ofSeconds(30);

    private final ServingEngine engine;
    private final ObjectProvider<History> history;
    private final AtomicBoolean filling = new AtomicBoolean();

    Backfill(ServingEngine engine, ObjectProvider<History> history) {
        this.engine = engine;
        this.history = history;
    }

    @Override
    public boolean isWarm(FeatureSet features) {
        if (engine.plan().covers(features)) {
            return true;
        }
        if (filling.compareAndSet(false, true)) {
            Thread.ofPlatform().name("backfill").daemon().start(() -> fill(features));
        }
        return false;
    }

    private void fill(FeatureSet features) {
        long start = System.nanoTime();
        try {
            engine.grow(features, history.getObject(), DURABLE);
            log.info(
                    "New features are filled after {} ms.",
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (TimeoutException | RuntimeException failure) {
            log.error(
                    "New features could not be filled; they are tried again when they are asked"
                            + " for.",
                    failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            filling.set(false);
        }
    }
}
