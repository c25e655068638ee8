package io.riskgate.policy;

/** What is to be done with a transaction, in rising severity. */
public enum DecisionOutcome {
    APPROVE,
    /** Ask the payer to prove who they are (step-up). */
    CHALLENGE,
    /** Hold for a person. */
    REVIEW,
    DECLINE;

    /** The more severe of the two. */
    public DecisionOutcome orMoreSevere(DecisionOutcome other) {
        return other.compareTo(this) > 0 ? other : this;
    }
}
