package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Deadline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One thread at the lowest priority that scores what waits with whoever is challenger then. */
@Component
class ShadowLane implements Shadow, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ShadowLane.class);

    /* One insert for as many as come while the last one was under way. */
    private static final int BATCH = 256;

    private final ServingModels models;
    private final ObjectProvider<ShadowScores> scores;
    private final ScoringMeters meters;
    private final ScoringSettings settings;
    private final BlockingQueue<Waiting> queue;
    private final Thread thread;

    ShadowLane(
            ServingModels models,
            ObjectProvider<ShadowScores> scores,
            ScoringMeters meters,
            ScoringSettings settings) {
        this.models = models;
        this.scores = scores;
        this.meters = meters;
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.shadowQueue());
        this.thread = Thread.ofPlatform().name("model-shadow").daemon().unstarted(this::work);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    @Override
    public void offer(String transactionId, FeatureVector vector, FeaturePlan plan) {
        if (models.lineup().challenger() != null
                && !queue.offer(new Waiting(transactionId, vector, plan))) {
            meters.shadowed("dropped");
        }
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                score(batch);
            }
        } catch (InterruptedException e) {
            // Closed: what still waits is shadow work and may be lost.
        }
    }

    private void score(List<Waiting> batch) {
        ServedModel challenger = models.lineup().challenger();
        if (challenger == null || !challenger.acquire()) {
            return;
        }
        List<ShadowScores.ShadowScore> given = new ArrayList<>();
        try {
            batch.forEach(waiting -> score(waiting, challenger, given));
        } finally {
            challenger.release();
        }
        if (!given.isEmpty()) {
            keep(given);
        }
    }

    private void score(
            Waiting waiting, ServedModel challenger, List<ShadowScores.ShadowScore> given) {
        if (!waiting.plan.covers(challenger.columns().features())) {
            meters.shadowed("NOT_LOADED");
            return;
        }
        int[] columns = challenger.columns().in(waiting.plan);
        Attempt attempt = challenger.ask(waiting.vector, columns, Deadline.after(settings.slice()));
        Scoring.Failure failure = attempt.failure();
        meters.shadowed(failure == null ? "scored" : failure.name());
        if (failure == null) {
            given.add(
                    new ShadowScores.ShadowScore(
                            waiting.transactionId, challenger.reference(), attempt.score()));
        }
    }

    /* Shadow work may be lost: where it cannot be kept, the next batch is tried on its own. */
    private void keep(List<ShadowScores.ShadowScore> given) {
        try {
            scores.ifAvailable(to -> to.add(given));
        } catch (RuntimeException e) {
            meters.shadowed("lost", given.size());
            log.debug("The challenger's scores of {} transactions are lost", given.size(), e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private record Waiting(String transactionId, FeatureVector vector, FeaturePlan plan) {}
}
