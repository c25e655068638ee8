package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;
import io.riskgate.transaction.Deadline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One thread at the lowest priority that scores what waits with whoever is challenger then. */
@Component
class ShadowLane implements Shadow, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ShadowLane.class);

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
        try {
            while (true) {
                score(queue.take());
            }
        } catch (InterruptedException e) {
            // Closed: what still waits is shadow work and may be lost.
        }
    }

    private void score(Waiting waiting) {
        ServedModel challenger = models.lineup().challenger();
        if (challenger == null || !challenger.acquire()) {
            return;
        }
        try {
            int[] columns = challenger.columns().in(waiting.plan);
            Deadline deadline = Deadline.after(settings.slice());
            Attempt attempt = challenger.ask(waiting.vector, columns, deadline);
            meters.shadowed(attempt.failure() == null ? "scored" : attempt.failure().name());
            if (attempt.failure() == null) {
                scores.ifAvailable(
                        to ->
                                to.add(
                                        waiting.transactionId,
                                        challenger.reference(),
                                        attempt.score()));
            }
        } catch (RuntimeException e) {
            meters.shadowed("EXCEPTION");
            log.debug("The challenger's score of {} is lost", waiting.transactionId, e);
        } finally {
            challenger.release();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private record Waiting(String transactionId, FeatureVector vector, FeaturePlan plan) {}
}
