package io.riskgate.decision;

import io.riskgate.feature.LabelTimeline;
import io.riskgate.feature.Observation;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Which transaction ids are known: one identity, whichever door a transaction comes by. */
public interface Identities {

    /**
     * Claims the id of a new transaction, or finds it known. A claim must be completed or released.
     */
    Standing claim(Transaction transaction, UUID contentHash);

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

    /** Nobody could say in time whether it is known. */
    record Undetermined() implements Standing {}

    /** The right to decide one id. */
    interface Claim {

        /**
         * Has the transaction observed with what was reported of it before; no report on it can
         * come between the two.
         */
        Observation observe(Function<LabelTimeline, Observation> engine);

        /** The answer all repeats in flight wait for. */
        CompletableFuture<Answer> answer();

        /** The transaction is durable: the id is known from now on. */
        void complete(Answer answer);

        /** The transaction was not made durable: the id is new again. */
        void release(Answer answer);
    }
}
