package io.riskgate.outcome;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The ledger of what really happened: append-only. */
public interface Outcomes {

    /**
     * Accepts all of these or none, durably, and tells the features. A report already known with
     * the same content changes nothing.
     *
     * @throws io.riskgate.transaction.RefusedException with {@code state_conflict} where an id is
     *     known with other content
     */
    void accept(List<ReportedOutcome> reports);

    /**
     * The same without waiting: features know of them when it returns.
     *
     * @return completes when they are durable, exceptionally when they will never be
     */
    CompletableFuture<Void> submit(List<ReportedOutcome> reports);
}
