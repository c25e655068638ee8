package io.riskgate.policy;

import jakarta.persistence.Embeddable;

import java.io.Serializable;

/** Names one version of a rule in the database. */
@Embeddable
record RuleKey(String ruleId, int version) implements Serializable {}
