package io.riskgate.policy;

import java.time.Instant;

/**
 * One version of a rule; it never changes.
 *
 * @param id of {@code a-z0-9-}, at most 64
 * @param version 1 or more
 * @param expression in CEL, true where the rule matches
 * @param outcome what it asks for where it matches
 * @param priority larger is asked first
 * @param onError what it asks for where it fails
 * @param deleted whether the rule ended with this version
 */
public record Rule(
        String id,
        int version,
        String description,
        String expression,
        DecisionOutcome outcome,
        RuleMode mode,
        int priority,
        DecisionOutcome onError,
        boolean deleted,
        Instant createdAt,
        String createdBy) {}
