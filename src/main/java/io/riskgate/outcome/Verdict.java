package io.riskgate.outcome;

/** What a transaction turned out to be. */
public enum Verdict {
    FRAUD,
    LEGITIMATE
}
