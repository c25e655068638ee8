package io.riskgate.policy;

/**
 * The lot that a transaction drew which its score alone would have declined.
 *
 * @param share the probability with which such a transaction is let through, above 0 and below 1
 * @param letThrough whether this one was
 */
public record Draw(double share, boolean letThrough) {}
