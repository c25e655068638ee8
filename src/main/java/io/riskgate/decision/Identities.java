package io.riskgate.decision;

import io.riskgate.feature.LabelTimeline;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Which transaction ids are known: one identity, whichever door a transaction comes by. */
public interface Identities {

    /**
     * Claims an id for a new transaction, or finds it known. A claim must be completed or released.
     */
    Standing claim(String transactionId, UUID contentHash);

    /** What was reported of this transaction before it arrived. */
    LabelTimeline reportedBefore(String transactionId);

    /** How an id stands. */
    sealed interface Standing {}

    /** New, and now the caller's until it completes or releases the claim. */
    record Claimed(Claim claim) implements Standing {}

    /**
     * Known with the same content and being decided at this moment: the answer of the first will be
     * the answer.
     */
    record InFlight(CompletableFuture<Answer> answer) implements Standing {}

    /** Known with the same content and decided; null for an imported transaction. */
    record Known(@Nullable Decision decision) implements Standing {}

    /** Known with other content. */
    record Clashing() implements Standing {}

    /** The right to decide one id. */
    interface Claim {

        /** The answer all repeats in flight wait for. */
        CompletableFuture<Answer> answer();

        /** The transaction is durable: the id is known from now on. */
        void complete(Answer answer);

        /** The transaction was not made durable: the id is new again. */
        void release(Answer answer);
    }
}
