package io.riskgate.decision;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureVector;
import io.riskgate.feature.Observation;
import io.riskgate.scoring.Scorer;
import io.riskgate.scoring.Scoring;
import io.riskgate.transaction.ContentHash;
import io.riskgate.transaction.Deadline;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Some transactions through the stages together: one pass each for features, score and policy. */
final class DecisionChunk {

    private final DecisionPipeline gate;
    private final Scorer.Pinned models;
    private final List<Seat> seats = new ArrayList<>(ChunkSize.MOST);

    DecisionChunk(DecisionPipeline gate, Scorer.Pinned models) {
        this.gate = gate;
        this.models = models;
    }

    /**
     * Decides these in their order.
     *
     * @param answers gets one a call that was tried
     * @return false where one was not taken: those after it were not tried
     */
    boolean decide(List<Decisions.Call> calls, List<CompletableFuture<Answer>> answers) {
        boolean all = true;
        for (int i = 0; i < calls.size() && all; i++) {
            all = admit(calls.get(i), answers);
        }
        try {
            score();
        } catch (RuntimeException failure) {
            lose(seats, failure, answers);
            return false;
        }
        judge(answers);
        return all;
    }

    private boolean admit(Decisions.Call call, List<CompletableFuture<Answer>> answers) {
        UUID contentHash = ContentHash.of(call.transaction());
        Identities.Standing standing;
        try {
            standing = gate.identities.claim(call.transaction(), contentHash);
        } catch (RuntimeException unreadable) {
            answers.add(CompletableFuture.failedFuture(unreadable));
            return false;
        }
        if (!(standing instanceof Identities.Claimed(Identities.Claim claim))) {
            answers.add(gate.known(standing));
            return true;
        }
        answers.add(claim.answer());
        Journal.Readiness readiness = gate.journal.readiness();
        if (!readiness.takesDecisions()) {
            DecisionPipeline.refuse(claim, readiness);
            return false;
        }
        return observe(new Seat(answers.size() - 1, call, contentHash, claim), answers);
    }

    private boolean observe(Seat seat, List<CompletableFuture<Answer>> answers) {
        try {
            seat.observation =
                    seat.claim.observe(
                            known -> gate.features.observe(seat.call.transaction(), known));
            seat.watch.featuresDone();
            seats.add(seat);
            return true;
        } catch (RuntimeException failure) {
            seat.claim.release(DecisionPipeline.undecided());
            answers.set(seat.place, CompletableFuture.failedFuture(failure));
            return false;
        }
    }

    /* The plan changes a few times a day, and then in the middle of a chunk. */
    private void score() {
        int from = 0;
        while (from < seats.size()) {
            FeaturePlan plan = seats.get(from).observed().plan();
            int to = from + 1;
            while (to < seats.size() && seats.get(to).observed().plan() == plan) {
                to++;
            }
            score(seats.subList(from, to), plan);
            from = to;
        }
    }

    private void score(List<Seat> some, FeaturePlan plan) {
        List<FeatureVector> vectors = some.stream().map(seat -> seat.observed().vector()).toList();
        some.forEach(seat -> seat.watch.deadline(null, gate.settings.budget()));
        Deadline deadline = some.getFirst().watch.deadline(null, gate.settings.budget());
        List<Scoring> scorings = models.score(vectors, plan, deadline);
        for (int i = 0; i < some.size(); i++) {
            some.get(i).scoring = scorings.get(i);
            some.get(i).watch.scoringDone();
        }
    }

    private void judge(List<CompletableFuture<Answer>> answers) {
        for (int i = 0; i < seats.size(); i++) {
            Seat seat = seats.get(i);
            try {
                answers.set(
                        seat.place, gate.append(entry(seat), seat.claim, seat.call, seat.watch));
            } catch (RuntimeException failure) {
                lose(seats.subList(i, seats.size()), failure, answers);
                return;
            }
        }
    }

    /* Those after the first have seen it, and leave the profiles with it. */
    private void lose(
            List<Seat> lost, RuntimeException failure, List<CompletableFuture<Answer>> answers) {
        answers.set(lost.getFirst().place, CompletableFuture.failedFuture(failure));
        for (Seat seat : lost) {
            gate.journal.abandon(seat.observed().sequence());
            seat.claim.release(DecisionPipeline.undecided());
        }
    }

    private Journal.Entry entry(Seat seat) {
        Scoring scoring = Objects.requireNonNull(seat.scoring);
        Journal.Decided decided =
                gate.judging.judge(seat.call, seat.observed(), models, scoring, seat.watch);
        return new Journal.Entry(
                seat.observed(), seat.call.transaction(), seat.contentHash, decided);
    }

    /** One new transaction on its way. */
    private static final class Seat {

        final int place;
        final Decisions.Call call;
        final UUID contentHash;
        final Identities.Claim claim;
        final Stopwatch watch = new Stopwatch();
        @Nullable Observation observation;
        @Nullable Scoring scoring;

        Seat(int place, Decisions.Call call, UUID contentHash, Identities.Claim claim) {
            this.place = place;
            this.call = call;
            this.contentHash = contentHash;
            this.claim = claim;
        }

        Observation observed() {
            return Objects.requireNonNull(observation);
        }
    }
}
