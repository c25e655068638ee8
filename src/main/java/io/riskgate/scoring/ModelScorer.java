package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Deadline;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/** Asks the champion, then the fallback, then gives up: each says why it did not answer. */
@Component
class ModelScorer implements Scorer {

    private final ServingModels models;
    private final RecentVectors recent;
    private final ScoringMeters meters;
    private final long reserveNanos;

    ModelScorer(
            ServingModels models,
            RecentVectors recent,
            ScoringMeters meters,
            ModelLoader loader,
            ScoringSettings settings) {
        this.models = models;
        this.recent = recent;
        this.meters = meters;
        meters.watchCuda(loader);
        this.reserveNanos = settings.fallbackReserve().toNanos();
    }

    @Override
    public Pinned pin() {
        Lineup lineup = models.lineup();
        while (!lineup.acquire()) {
            lineup = models.lineup();
        }
        return new PinnedLineup(lineup);
    }

    /* The fallback is small: it needs little, and what the champion leaves must be enough for it. */
    private Deadline championDeadline(Deadline deadline, boolean hasFallback) {
        if (!hasFallback) {
            return deadline;
        }
        long remaining = deadline.remainingNanos();
        return new Deadline(deadline.nanoTime() - Math.min(reserveNanos, remaining / 4));
    }

    private final class PinnedLineup implements Pinned {

        private final Lineup lineup;
        private boolean closed;

        PinnedLineup(Lineup lineup) {
            this.lineup = lineup;
        }

        @Override
        public Thresholds thresholds() {
            return lineup.thresholds();
        }

        @Override
        public Scoring score(FeatureVector vector, FeaturePlan plan, Deadline deadline) {
            recent.note(vector, plan);
            boolean hasFallback = lineup.fallback() != null;
            List<Scoring.Failure> failures = new ArrayList<>(0);
            Deadline first = championDeadline(deadline, hasFallback);
            Scoring scored = ask(lineup.champion(), false, vector, plan, first, failures);
            if (scored == null) {
                scored = ask(lineup.fallback(), true, vector, plan, deadline, failures);
            }
            return scored == null ? new Scoring.Unscored(List.copyOf(failures)) : scored;
        }

        private @Nullable Scoring ask(
                @Nullable ServedModel model,
                boolean fallback,
                FeatureVector vector,
                FeaturePlan plan,
                Deadline deadline,
                List<Scoring.Failure> failures) {
            long begin = System.nanoTime();
            Attempt attempt = attempt(model, fallback, vector, plan, deadline);
            Scoring.Failure failure = attempt.failure();
            if (model != null && failure == null) {
                meters.answered(fallback, System.nanoTime() - begin);
                return new Scoring.Scored(
                        model.reference(), attempt.score(), fallback, List.copyOf(failures));
            }
            if (failure != null) {
                failures.add(failure);
                meters.failed(fallback, failure);
            }
            return null;
        }

        private Attempt attempt(
                @Nullable ServedModel model,
                boolean fallback,
                FeatureVector vector,
                FeaturePlan plan,
                Deadline deadline) {
            if (model == null) {
                return Attempt.spared(models.whyEmpty(fallback));
            }
            try {
                return model.ask(vector, model.columns().in(plan), deadline);
            } catch (IllegalArgumentException e) {
                return Attempt.spared(Scoring.Failure.NOT_LOADED);
            }
        }

        @Override
        public Contributions explain(
                Scoring.Scored scored, FeatureVector vector, FeaturePlan plan) {
            ServedModel model = scored.fallback() ? lineup.fallback() : lineup.champion();
            if (model == null || !model.reference().equals(scored.model())) {
                return new Contributions.Unavailable("another model gave this score");
            }
            int[] columns = model.columns().in(plan);
            float[] row = new float[columns.length];
            vector.copyTo(FloatBuffer.wrap(row), columns);
            return model.explainer().explain(row);
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                lineup.release();
            }
        }
    }
}
