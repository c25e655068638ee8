package io.riskgate.decision;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.Observation;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.scoring.Scorer;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.ContentHash;
import io.riskgate.transaction.Deadline;
import io.riskgate.transaction.Transaction;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** One transaction through the stages: identity, features, score, policy, journal. */
@Component
class DecisionPipeline implements Decisions {

    /*
     * Everything up to the journal runs on the caller's thread: the stages take microseconds, and a hand-over to another
     * thread would cost more than they do. Only durability is waited for, and by whoever wants the answer.
     */
    final Identities identities;
    final FeatureEngine features;
    final Judging judging;
    final Journal journal;
    final DecisionSettings settings;
    private final Scorer scorer;
    private final CaseBook cases;
    private final DecisionMeters meters;
    private final Admission admission;
    private final ChunkSize chunks;
    private final Patience patience;

    DecisionPipeline(
            Identities identities,
            FeatureEngine features,
            Scorer scorer,
            Judging judging,
            Journal journal,
            CaseBook cases,
            DecisionSettings settings,
            DecisionMeters meters,
            Admission admission,
            Patience patience) {
        this.identities = identities;
        this.features = features;
        this.scorer = scorer;
        this.judging = judging;
        this.journal = journal;
        this.cases = cases;
        this.settings = settings;
        this.meters = meters;
        this.admission = admission;
        this.chunks = new ChunkSize(settings.budget());
        this.patience = patience;
    }

    @Override
    public CompletableFuture<Answer> submit(Call call) {
        Stopwatch watch = new Stopwatch();
        if (call.dryRun()) {
            return CompletableFuture.completedFuture(rehearse(call, watch));
        }
        Admission.Pass pass = admission.enter();
        if (pass == Admission.Pass.REFUSED) {
            return CompletableFuture.completedFuture(
                    new Answer.Overloaded("Beyond capacity; nothing was decided."));
        }
        try {
            return admitted(pass == Admission.Pass.ADMITTED ? call : call.withoutModels(), watch);
        } finally {
            admission.leave(watch.elapsed());
        }
    }

    private CompletableFuture<Answer> admitted(Call call, Stopwatch watch) {
        Transaction transaction = call.transaction();
        UUID contentHash = ContentHash.of(transaction);
        return switch (identities.claim(transaction, contentHash)) {
            case Identities.Claimed(Identities.Claim claim) ->
                    decide(call, contentHash, claim, watch);
            case Identities.Standing known -> known(known);
        };
    }

    @Override
    public List<CompletableFuture<Answer>> submit(List<Call> calls) {
        List<CompletableFuture<Answer>> answers = new ArrayList<>(calls.size());
        boolean all = true;
        int from = 0;
        while (from < calls.size() && all) {
            int to = Math.min(calls.size(), from + chunks.rows());
            long begin = System.nanoTime();
            try (Scorer.Pinned models = scorer.pin()) {
                all = new DecisionChunk(this, models).decide(calls.subList(from, to), answers);
            }
            chunks.took(to - from, System.nanoTime() - begin);
            from = to;
        }
        while (answers.size() < calls.size()) {
            answers.add(
                    CompletableFuture.completedFuture(
                            new Answer.Overloaded("One before it was not taken.")));
        }
        return answers;
    }

    /** The answer to a transaction whose id is not new. */
    CompletableFuture<Answer> known(Identities.Standing standing) {
        return switch (standing) {
            case Identities.Claimed(Identities.Claim claim) -> claim.answer();
            case Identities.InFlight(CompletableFuture<Answer> answer) ->
                    answer.thenApply(this::repeated);
            case Identities.Known(Decision decision) ->
                    CompletableFuture.completedFuture(
                            decision == null
                                    ? new Answer.Imported()
                                    : repeated(new Answer.Decided(decision, false)));
            case Identities.Clashing() -> CompletableFuture.completedFuture(conflict());
            case Identities.Undetermined() -> CompletableFuture.completedFuture(undurable());
        };
    }

    @Override
    public Answer decide(Call call) {
        CompletableFuture<Answer> answer = submit(call);
        patience.limit(answer, undurable());
        try {
            return answer.get();
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
            case Identities.Undetermined() -> CompletableFuture.completedFuture(undurable());
        };
    }

    private CompletableFuture<Answer> record(
            Transaction transaction, UUID contentHash, Identities.Claim claim) {
        Journal.Readiness readiness = journal.readiness();
        if (readiness != Journal.Readiness.OPEN) {
            return refuse(claim, readiness);
        }
        Observation observation = claim.observe(known -> features.observe(transaction, known));
        return append(
                new Journal.Entry(observation, transaction, contentHash, null),
                claim,
                new Answer.Imported());
    }

    private CompletableFuture<Answer> decide(
            Call call, UUID contentHash, Identities.Claim claim, Stopwatch watch) {
        Journal.Readiness readiness = journal.readiness();
        if (!readiness.takesDecisions()) {
            return refuse(claim, readiness);
        }
        Transaction transaction = call.transaction();
        try (Scorer.Pinned models = scorer.pin()) {
            Observation observation = claim.observe(known -> features.observe(transaction, known));
            try {
                Journal.Decided decided = judge(call, observation, models, watch);
                Journal.Entry entry =
                        new Journal.Entry(observation, transaction, contentHash, decided);
                return append(entry, claim, call, watch);
            } catch (RuntimeException failure) {
                journal.abandon(observation.sequence());
                throw failure;
            }
        } catch (RuntimeException failure) {
            claim.release(undecided());
            throw failure;
        }
    }

    /** Journals a decision; the claim is settled by how that ends. */
    CompletableFuture<Answer> append(
            Journal.Entry entry, Identities.Claim claim, Call call, Stopwatch watch) {
        Decision decision = Objects.requireNonNull(entry.decided()).decision();
        return append(entry, claim, new Answer.Decided(decision, false))
                .thenApply(answer -> timed(answer, call, watch));
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
        return judging.judge(call, observation, models, scoring, watch);
    }

    private Answer timed(Answer answer, Call call, Stopwatch watch) {
        if (answer instanceof Answer.Decided(Decision decision, boolean replayed)) {
            meters.durable(call.door(), decision, watch.journalNanos());
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

    /* The case may have been opened since; cases are not asked for while PostgreSQL may not answer. */
    private Decision inItsCase(Decision decision) {
        boolean mayBeInOne =
                decision.outcome().compareTo(DecisionOutcome.REVIEW) >= 0
                        && journal.readiness() != Journal.Readiness.SPILLING;
        return mayBeInOne ? decision.inCase(cases.caseOf(decision.transactionId())) : decision;
    }

    private Answer conflict() {
        meters.conflict();
        return new Answer.Conflict(
                "This transactionId is known with other content; the first stands.");
    }

    static CompletableFuture<Answer> refuse(Identities.Claim claim, Journal.Readiness readiness) {
        claim.release(
                readiness == Journal.Readiness.UNWRITABLE
                        ? undurable()
                        : new Answer.Overloaded(
                                "The journal is full; nothing was decided. Try again shortly."));
        return claim.answer();
    }

    static Answer undecided() {
        return new Answer.Undurable(
                "The transaction could not be decided; send it again with the same id.");
    }

    private static Answer undurable() {
        return new Answer.Undurable(
                "The decision could not be made durable in time; its outcome is unknown. Send it"
                        + " again with the same id.");
    }
}
