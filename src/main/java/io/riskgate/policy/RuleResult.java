package io.riskgate.policy;

/**
 * A rule that matched, or failed and took its declared outcome.
 *
 * @param id the rule
 * @param version the version that was evaluated
 * @param outcome what it asks for
 * @param mode LIVE changed the decision, SHADOW did not
 */
public record RuleResult(String id, int version, DecisionOutcome outcome, Mode mode) {

    /** Whether a rule counts. */
    public enum Mode {
        LIVE,
        SHADOW
    }
}
