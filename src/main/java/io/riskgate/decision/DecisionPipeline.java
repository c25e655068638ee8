package io.riskgate.decision;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.Observation;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Policy;
import io.riskgate.registry.ModelReference;
import io.riskgate.scoring.Contributions;
import io.riskgate.scoring.Scorer;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.ContentHash;
import io.riskgate.transaction.Deadline;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One transaction through the stages: identity, features, score, policy, journal. */
@Component
class DecisionPipeline implements Decisions {

    /*
     * Everything up to the journal runs on the caller's thread: the stages take microseconds, and a hand-over to another
     * thread would cost more than they do. Only durability is waited for, and by whoever wants the answer.
     */
    private final Identities identities;
    private final FeatureEngine features;
    private final Scorer scorer;
    private final Policy policy;
    private final Journal journal;
    private final CaseBook cases;
    private final DecisionSettings settings;
    private final DecisionMeters meters;
    private final Clock clock;

    DecisionPipeline(
            Identities identities,
            FeatureEngine features,
            Scorer scorer,
            Policy policy,
            Journal journal,
            CaseBook cases,
            DecisionSettings settings,
            DecisionMeters meters,
            Clock clock) {
        this.identities = identities;
        this.features = features;
        this.scorer = scorer;
        this.policy = policy;
        this.journal = journal;
        this.cases = cases;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Answer> submit(Call call) {
        Stopwatch watch = new Stopwatch();
        if (call.dryRun()) {
            return CompletableFuture.completedFuture(rehearse(call, watch));
        }
        Transaction transaction = call.transaction();
        UUID contentHash = ContentHash.of(transaction);
        return switch (identities.claim(transaction, contentHash)) {
            case Identities.Claimed(Identities.Claim claim) ->
                    decide(call, contentHash, claim, watch);
            case Identities.InFlight(CompletableFuture<Answer> answer) ->
                    answer.thenApply(this::repeated);
            case Identities.Known(Decision decision) ->
                    CompletableFuture.completedFuture(
                            decision == null
                                    ? new Answer.Imported()
                                    : repeated(new Answer.Decided(decision, false)));
            case Identities.Clashing() -> CompletableFuture.completedFuture(conflict());
        };
    }

    @Override
    public Answer decide(Call call) {
        try {
            return submit(call).get(settings.durable().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return undurable();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return undurable();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("deciding failed", failed.getCause());
        }
    }

    @Override
    public CompletableFuture<Answer> record(Transaction transaction) {
        UUID contentHash = ContentHash.of(transaction);
        return switch (identities.claim(transaction, contentHash)) {
            case Identities.Claimed(Identities.Claim claim) ->
                    record(transaction, contentHash, claim);
            case Identities.InFlight(CompletableFuture<Answer> answer) -> answer;
            case Identities.Known(Decision decision) ->
                    CompletableFuture.completedFuture(new Answer.Imported());
            case Identities.Clashing() -> CompletableFuture.completedFuture(conflict());
        };
    }

    private CompletableFuture<Answer> record(
            Transaction transaction, UUID contentHash, Identities.Claim claim) {
        if (!journal.hasRoom()) {
            return refuse(claim);
        }
        Observation observation = claim.observe(known -> features.observe(transaction, known));
        return append(
                new Journal.Entry(observation, transaction, contentHash, null),
                claim,
                new Answer.Imported());
    }

    private CompletableFuture<Answer> decide(
            Call call, UUID contentHash, Identities.Claim claim, Stopwatch watch) {
        if (!journal.hasRoom()) {
            return refuse(claim);
        }
        Transaction transaction = call.transaction();
        try (Scorer.Pinned models = scorer.pin()) {
            Observation observation = claim.observe(known -> features.observe(transaction, known));
            try {
                Journal.Decided decided = judge(call, observation, models, watch);
                Journal.Entry entry =
                        new Journal.Entry(observation, transaction, contentHash, decided);
                return append(entry, claim, new Answer.Decided(decided.decision(), false))
                        .thenApply(answer -> timed(answer, call, watch));
            } catch (RuntimeException failure) {
                journal.abandon(observation.sequence());
                throw failure;
            }
        } catch (RuntimeException failure) {
            claim.release(
                    new Answer.Undurable(
                            "The transaction could not be decided; send it again with the same"
                                    + " id."));
            throw failure;
        }
    }

    private CompletableFuture<Answer> append(
            Journal.Entry entry, Identities.Claim claim, Answer answer) {
        journal.append(entry)
                .whenComplete(
                        (durability, failure) -> {
                            if (failure == null) {
                                claim.complete(
                                        answer instanceof Answer.Decided decided
                                                ? decided.at(durability)
                                                : answer);
                            } else {
                                claim.release(undurable());
                            }
                        });
        return claim.answer();
    }

    private Answer rehearse(Call call, Stopwatch watch) {
        try (Scorer.Pinned models = scorer.pin()) {
            Observation observation = features.peek(call.transaction());
            Decision decision = judge(call, observation, models, watch).decision();
            return new Answer.Decided(
                    decision.durable(Decision.Durability.NONE, watch.total(decision.latency())),
                    false);
        }
    }

    private Journal.Decided judge(
            Call call, Observation observation, Scorer.Pinned models, Stopwatch watch) {
        watch.featuresDone();
        Deadline deadline = watch.deadline(call.budget(), settings.budget());
        Scoring scoring = models.score(observation.vector(), observation.plan(), deadline);
        watch.scoringDone();
        Explanation explanation = new Explanation(models, scoring, observation);
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
        meters.decided(call.door(), decision, scoring, watch.decidedNanos());
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

    private Answer timed(Answer answer, Call call, Stopwatch watch) {
        if (answer instanceof Answer.Decided(Decision decision, boolean replayed)) {
            meters.durable(call.door(), watch.journalNanos());
            return new Answer.Decided(
                    decision.durable(decision.durability(), watch.total(decision.latency())),
                    replayed);
        }
        return answer;
    }

    private Answer repeated(Answer first) {
        if (first instanceof Answer.Decided(Decision decision, boolean replayed)) {
            meters.replayed();
            return new Answer.Decided(inItsCase(decision), true);
        }
        return first;
    }

    /* The case may have been opened since. */
    private Decision inItsCase(Decision decision) {
        boolean mayBeInOne = decision.outcome().compareTo(DecisionOutcome.REVIEW) >= 0;
        return mayBeInOne ? decision.inCase(cases.caseOf(decision.transactionId())) : decision;
    }

    private Answer conflict() {
        meters.conflict();
        return new Answer.Conflict(
                "This transactionId is known with other content; the first stands.");
    }

    private static CompletableFuture<Answer> refuse(Identities.Claim claim) {
        claim.release(
                new Answer.Overloaded(
                        "The journal is full; nothing was decided. Try again shortly."));
        return claim.answer();
    }

    private static Answer undurable() {
        return new Answer.Undurable(
                "The decision could not be made durable in time; its outcome is unknown. Send it"
                        + " again with the same id.");
    }

    /** Asks the model for its contributions once, and only when the policy wants them. */
    private static final class Explanation implements Supplier<Contributions> {

        private final Scorer.Pinned models;
        private final Scoring scoring;
        private final Observation observation;
        private @Nullable Contributions given;

        Explanation(Scorer.Pinned models, Scoring scoring, Observation observation) {
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
                                ? models.explain(scored, observation.vector(), observation.plan())
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
