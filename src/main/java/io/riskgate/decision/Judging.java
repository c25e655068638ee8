package io.riskgate.decision;

import io.riskgate.feature.Observation;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Policy;
import io.riskgate.registry.ModelReference;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scorer;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.Deadline;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** From a score to a decision. */
@Component
class Judging {

    private final Policy policy;
    private final CaseBook cases;
    private final DecisionSettings settings;
    private final DecisionMeters meters;
    private final Clock clock;

    Judging(
            Policy policy,
            CaseBook cases,
            DecisionSettings settings,
            DecisionMeters meters,
            Clock clock) {
        this.settings = settings;
        this.policy = policy;
        this.cases = cases;
        this.meters = meters;
        this.clock = clock;
    }

    /** Judges a transaction that has its vector and its score, in the time of its watch. */
    Journal.Decided judge(
            Decisions.Call call,
            Observation observation,
            Scorer.Pinned models,
            Scoring scoring,
            Stopwatch watch) {
        Deadline deadline = watch.deadline(call.budget(), settings.budget());
        Explanation explanation = new Explanation(models, scoring, observation, deadline);
        Policy.Judgement judgement =
                policy.judge(
                        new Policy.Evidence(
                                call.transaction(),
                                observation.vector(),
                                observation.plan(),
                                scoring,
                                models.thresholds(),
                                explanation));
        watch.policyDone();
        Decision decision = decision(call.transaction(), observation, scoring, judgement, watch);
        if (!call.dryRun()) {
            meters.decided(call.door(), decision, scoring, watch);
        }
        return new Journal.Decided(
                decision, scoring, judgement, models.thresholds(), explanation.given());
    }

    private Decision decision(
            Transaction transaction,
            Observation observation,
            Scoring scoring,
            Policy.Judgement judgement,
            Stopwatch watch) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Decision.Path path = Decision.Path.of(scoring);
        Double score = scoring instanceof Scoring.Scored scored ? scored.score() : null;
        ModelReference model = scoring instanceof Scoring.Scored scored ? scored.model() : null;
        boolean explained = judgement.outcome().compareTo(DecisionOutcome.REVIEW) >= 0;
        return new Decision(
                DecisionIds.at(now),
                transaction.transactionId(),
                judgement.outcome(),
                score,
                Decision.riskScore(score),
                explained ? judgement.reasons() : List.of(),
                judgement.rules(),
                model,
                path,
                path != Decision.Path.MODEL || observation.degraded() || judgement.degraded(),
                Decision.Durability.JOURNALED,
                explained ? cases.openCaseOf(transaction.accountId()) : null,
                now,
                watch.latency());
    }

    /** Asks the model for its contributions once, and only when the policy wants them. */
    private static final class Explanation implements Supplier<Contributions> {

        private final Scorer.Pinned models;
        private final Scoring scoring;
        private final Observation observation;
        private final Deadline deadline;
        private @Nullable Contributions given;

        Explanation(
                Scorer.Pinned models, Scoring scoring, Observation observation, Deadline deadline) {
            this.deadline = deadline;
            this.models = models;
            this.scoring = scoring;
            this.observation = observation;
        }

        @Override
        public Contributions get() {
            Contributions known = given;
            if (known == null) {
                known =
                        scoring instanceof Scoring.Scored scored
                                ? models.explain(
                                        scored, observation.vector(), observation.plan(), deadline)
                                : new Contributions.Unavailable(
                                        "No model scored this transaction.");
                given = known;
            }
            return known;
        }

        @Nullable Contributions given() {
            return given;
        }
    }
}
