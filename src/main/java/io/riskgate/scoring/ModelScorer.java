package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Deadline;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

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
            long begin = System.nanoTime();
            Deadline first = championDeadline(deadline, lineup.fallback() != null);
            Attempt attempt = attempt(lineup.champion(), false, vector, plan, first);
            return scored(attempt, System.nanoTime() - begin, vector, plan, deadline);
        }

        @Override
        public List<Scoring> score(
                List<FeatureVector> vectors, FeaturePlan plan, Deadline deadline) {
            ServedModel champion = lineup.champion();
            if (champion == null || vectors.size() < 2 || !champion.columns().areIn(plan)) {
                return Pinned.super.score(vectors, plan, deadline);
            }
            long begin = System.nanoTime();
            List<Attempt> attempts =
                    champion.askTogether(
                            vectors,
                            champion.columns().in(plan),
                            championDeadline(deadline, lineup.fallback() != null));
            long tookEach = (System.nanoTime() - begin) / vectors.size();
            List<Scoring> scored = new ArrayList<>(vectors.size());
            for (int row = 0; row < vectors.size(); row++) {
                FeatureVector vector = vectors.get(row);
                recent.note(vector, plan);
                scored.add(scored(attempts.get(row), tookEach, vector, plan, deadline));
            }
            return scored;
        }

        /* The champion's attempt, or what comes after it. */
        private Scoring scored(
                Attempt champions,
                long nanos,
                FeatureVector vector,
                FeaturePlan plan,
                Deadline deadline) {
            List<Scoring.Failure> failures = new ArrayList<>(0);
            Scoring scored = noted(champions, lineup.champion(), false, nanos, failures);
            if (scored != null) {
                return scored;
            }
            long begin = System.nanoTime();
            Attempt attempt = attempt(lineup.fallback(), true, vector, plan, deadline);
            scored = noted(attempt, lineup.fallback(), true, System.nanoTime() - begin, failures);
            return scored == null ? new Scoring.Unscored(List.copyOf(failures)) : scored;
        }

        private @Nullable Scoring noted(
                Attempt attempt,
                @Nullable ServedModel model,
                boolean fallback,
                long nanos,
                List<Scoring.Failure> failures) {
            Scoring.Failure failure = attempt.failure();
            if (model != null && failure == null) {
                meters.answered(fallback, nanos);
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
                Scoring.Scored scored, FeatureVector vector, FeaturePlan plan, Deadline deadline) {
            ServedModel model = scored.fallback() ? lineup.fallback() : lineup.champion();
            if (model == null || !model.reference().equals(scored.model())) {
                return new Contributions.Unavailable("another model gave this score");
            }
            return model.explain(Columns.row(vector, model.columns().in(plan)), deadline);
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
