package io.riskgate.journal;

import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.ListHit;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads every decision of a stretch of time as fast as the machine allows. */
public interface DecisionScan {

    /**
     * Hands over each decision once, in no order, to several readers at once.
     *
     * @param readers makes a reader for each thread; a reader is used by one thread at a time
     */
    void read(Stretch stretch, Supplier<Consumer<Scanned>> readers);

    /**
     * What is read.
     *
     * @param from of transactions that occurred at or after
     * @param to of transactions that occurred before
     * @param parts what is needed of each besides amount, channel, outcome and score
     */
    record Stretch(Instant from, Instant to, Set<Part> parts) {

        public Stretch {
            parts = Set.copyOf(parts);
        }
    }

    /** What costs time to read and is not always needed. */
    enum Part {
        /** The transaction and its vector. */
        DETAIL,
        /** The transaction's attributes; part of the detail. */
        ATTRIBUTES,
        /** The list entries that applied; part of the detail. */
        LISTS
    }

    /**
     * A decision of the past.
     *
     * @param detail null where it was not asked for
     */
    record Scanned(
            String transactionId,
            Instant occurredAt,
            Amount amount,
            Channel channel,
            DecisionOutcome outcome,
            @Nullable Double score,
            @Nullable Detail detail) {}

    /**
     * What a rule sees.
     *
     * @param features the definitions of the vector's columns
     * @param listHits empty where they were not asked for
     */
    record Detail(
            Transaction transaction,
            FeatureVector vector,
            FeatureSet features,
            List<ListHit> listHits) {}
}
