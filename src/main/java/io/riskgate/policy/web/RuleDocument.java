package io.riskgate.policy.web;

import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Rule;
import io.riskgate.policy.RuleMode;

import java.time.Instant;

/** A rule as it leaves the service; its revision is its version. */
record RuleDocument(
        String id,
        String description,
        String expression,
        DecisionOutcome outcome,
        RuleMode mode,
        int priority,
        DecisionOutcome onError,
        int revision,
        int version,
        boolean deleted,
        Instant createdAt,
        String createdBy) {

    static RuleDocument of(Rule rule) {
        return new RuleDocument(
                rule.id(),
                rule.description(),
                rule.expression(),
                rule.outcome(),
                rule.mode(),
                rule.priority(),
                rule.onError(),
                rule.version(),
                rule.version(),
                rule.deleted(),
                rule.createdAt(),
                rule.createdBy());
    }
}
