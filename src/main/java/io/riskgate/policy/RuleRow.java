package io.riskgate.policy;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;

import org.springframework.data.domain.Persistable;

import java.time.Instant;

/** A rule version as it is stored. */
@Entity
@Table(name = "rule_version")
class RuleRow implements Persistable<RuleKey> {

    @EmbeddedId private RuleKey key = new RuleKey("", 0);
    private long policyRevision;
    private int priority;
    private String description = "";
    private String expression = "";

    @Enumerated(EnumType.STRING)
    private DecisionOutcome outcome = DecisionOutcome.APPROVE;

    @Enumerated(EnumType.STRING)
    private RuleMode mode = RuleMode.OFF;

    @Enumerated(EnumType.STRING)
    private DecisionOutcome onError = DecisionOutcome.APPROVE;

    private boolean deleted;
    private boolean latest = true;
    private Instant createdAt = Instant.EPOCH;
    private String createdBy = "";

    @Transient private boolean stored;

    protected RuleRow() {}

    RuleRow(Rule rule, long policyRevision) {
        this.key = new RuleKey(rule.id(), rule.version());
        this.policyRevision = policyRevision;
        this.priority = rule.priority();
        this.description = rule.description();
        this.expression = rule.expression();
        this.outcome = rule.outcome();
        this.mode = rule.mode();
        this.onError = rule.onError();
        this.deleted = rule.deleted();
        this.createdAt = rule.createdAt();
        this.createdBy = rule.createdBy();
    }

    Rule rule() {
        return new Rule(
                key.ruleId(),
                key.version(),
                description,
                expression,
                outcome,
                mode,
                priority,
                onError,
                deleted,
                createdAt,
                createdBy);
    }

    /** A later version has taken its place. */
    void supersede() {
        latest = false;
    }

    @Override
    public RuleKey getId() {
        return key;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }
}
