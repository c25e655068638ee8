package io.riskgate.policy;

/**
 * What a rule is to become; see {@link Rule}.
 *
 * @param id which rule
 */
public record RuleDraft(
        String id,
        String description,
        String expression,
        DecisionOutcome outcome,
        RuleMode mode,
        int priority,
        DecisionOutcome onError) {}
