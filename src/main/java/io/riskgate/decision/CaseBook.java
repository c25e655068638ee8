package io.riskgate.decision;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/** Which case a decision belongs to. Cases are opened after decisions; none may be known yet. */
public interface CaseBook {

    /** The unresolved case of an account, as far as it is known in memory; never waits. */
    @Nullable UUID openCaseOf(String accountId);

    /**
     * The case that a transaction was gathered in, null where there is none or none can be read.
     */
    @Nullable UUID caseOf(String transactionId);
}
