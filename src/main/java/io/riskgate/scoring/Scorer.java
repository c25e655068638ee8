package io.riskgate.scoring;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;
import io.riskgate.registry.Thresholds;
import io.riskgate.transaction.Deadline;

import java.util.List;

/** The models that serve, as requests see them. */
public interface Scorer {

    /**
     * The champion and the fallback of this moment, pinned before a request's features are read: a
     * swap that happens meanwhile does not touch this request. Must be closed, so that a replaced
     * session can drain.
     */
    Pinned pin();

    /** The models one request may use. */
    interface Pinned extends AutoCloseable {

        /**
         * The thresholds that belong to the pinned champion, or the configured ones where there is
         * none.
         */
        Thresholds thresholds();

        /** Asks champion, then fallback; never waits past the deadline, never throws. */
        Scoring score(FeatureVector vector, FeaturePlan plan, Deadline deadline);

        /** The same for several vectors of one plan, which run together where the champion can. */
        default List<Scoring> score(
                List<FeatureVector> vectors, FeaturePlan plan, Deadline deadline) {
            return vectors.stream().map(vector -> score(vector, plan, deadline)).toList();
        }

        /**
         * What each column added to the model's margin; none where they take long and the deadline
         * leaves too little time for them. See {@link Contributions}, and {@link PastModels} for
         * those that come later.
         */
        Contributions explain(
                Scoring.Scored scored, FeatureVector vector, FeaturePlan plan, Deadline deadline);

        @Override
        void close();
    }
}
