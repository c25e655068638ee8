package io.riskgate.outcome;

import java.util.List;

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
}
