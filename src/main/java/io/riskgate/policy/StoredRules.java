package io.riskgate.policy;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.policy.PolicyRevisions.Subject;
import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Rules in PostgreSQL: a change is a new version. */
@Component
class StoredRules implements Rules {

    private final RuleRows rows;
    private final RuleLanguage language;
    private final RuleVersions versions;
    private final PolicyRevisions revisions;
    private final PolicyWrites writes;
    private final ObjectProvider<FeatureEngine> engine;
    private final AuditTrail audit;
    private final Clock clock;

    StoredRules(
            RuleRows rows,
            RuleLanguage language,
            RuleVersions versions,
            PolicyRevisions revisions,
            PolicyWrites writes,
            ObjectProvider<FeatureEngine> engine,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.language = language;
        this.versions = versions;
        this.revisions = revisions;
        this.writes = writes;
        this.engine = engine;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Page<Rule> page(@Nullable String after, int limit) {
        String from = Objects.requireNonNullElse(after, "");
        List<RuleRow> read = rows.findAfter(from, Limit.of(limit + 1));
        return Page.of(read.stream().map(RuleRow::rule).toList(), limit, Rule::id);
    }

    @Override
    public Rule get(String id) {
        return existing(id).rule();
    }

    @Override
    public Page<Rule> versions(String id, @Nullable Integer below, int limit) {
        int from = Objects.requireNonNullElse(below, Integer.MAX_VALUE);
        List<RuleRow> read = rows.findVersions(id, from, Limit.of(limit + 1));
        if (read.isEmpty() && below == null) {
            throw missing(id);
        }
        return Page.of(
                read.stream().map(RuleRow::rule).toList(),
                limit,
                rule -> String.valueOf(rule.version()));
    }

    @Override
    public Rule version(String id, int version) {
        return rows.findById(new RuleKey(id, version)).orElseThrow(() -> missing(id)).rule();
    }

    @Override
    public Rule create(RuleDraft draft, String author) {
        check(draft.expression());
        return writes.write(
                () -> {
                    long revision = revisions.raise(Subject.RULES);
                    Optional<RuleRow> before = rows.findLatest(draft.id());
                    if (before.isPresent() && !before.get().rule().deleted()) {
                        throw new RefusedException(
                                ErrorCode.STATE_CONFLICT,
                                "Rule " + draft.id() + " exists; change it instead.");
                    }
                    Rule after = store(before, draft, false, author, revision);
                    audit.record("rule.created", path(draft.id()), null, after);
                    return after;
                });
    }

    @Override
    public Rule change(RuleDraft draft, long revision, String author) {
        check(draft.expression());
        return writes.write(
                () -> {
                    long policyRevision = revisions.raise(Subject.RULES);
                    RuleRow before = existing(draft.id(), revision);
                    Rule after = store(Optional.of(before), draft, false, author, policyRevision);
                    audit.record("rule.changed", path(draft.id()), before.rule(), after);
                    return after;
                });
    }

    @Override
    public void delete(String id, @Nullable Long revision, String author) {
        writes.write(
                () -> {
                    long policyRevision = revisions.raise(Subject.RULES);
                    RuleRow before = existing(id, revision);
                    store(Optional.of(before), draft(before.rule()), true, author, policyRevision);
                    audit.record("rule.deleted", path(id), before.rule(), null);
                    return id;
                });
    }

    @Override
    public RuleTrial trial(String id) {
        Rule rule = get(id);
        return new RuleTrial(new CompiledRule(rule, language.compile(rule.expression(), null)));
    }

    @Override
    public List<RuleTrial> liveTrials() {
        return versions.asOf(Long.MAX_VALUE).stream()
                .filter(rule -> rule.mode() == RuleMode.LIVE)
                .map(rule -> new CompiledRule(rule, language.compile(rule.expression(), null)))
                .map(RuleTrial::new)
                .toList();
    }

    @Override
    public List<String> check(String expression) {
        FeatureEngine features = engine.getIfAvailable();
        return language.compile(
                        expression, features == null ? null : PlanColumns.of(features.plan()))
                .reads();
    }

    private Rule store(
            Optional<RuleRow> before,
            RuleDraft draft,
            boolean deleted,
            String author,
            long policyRevision) {
        before.ifPresent(
                row -> {
                    row.supersede();
                    rows.saveAndFlush(row);
                });
        int version = before.map(row -> row.rule().version()).orElse(0) + 1;
        Rule rule =
                new Rule(
                        draft.id(),
                        version,
                        draft.description(),
                        draft.expression(),
                        draft.outcome(),
                        draft.mode(),
                        draft.priority(),
                        draft.onError(),
                        deleted,
                        clock.instant(),
                        author);
        rows.saveAndFlush(new RuleRow(rule, policyRevision));
        return rule;
    }

    private RuleRow existing(String id, @Nullable Long revision) {
        RuleRow row = existing(id);
        if (revision != null && revision != row.rule().version()) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "Rule %s is at revision %d, not %d; read it again."
                            .formatted(id, row.rule().version(), revision));
        }
        return row;
    }

    private RuleRow existing(String id) {
        return rows.findLatest(id)
                .filter(row -> !row.rule().deleted())
                .orElseThrow(() -> missing(id));
    }

    private static RefusedException missing(String id) {
        return new RefusedException(ErrorCode.NOT_FOUND, "There is no rule " + id + ".");
    }

    private static RuleDraft draft(Rule rule) {
        return new RuleDraft(
                rule.id(),
                rule.description(),
                rule.expression(),
                rule.outcome(),
                rule.mode(),
                rule.priority(),
                rule.onError());
    }

    private static String path(String id) {
        return "/rules/" + id;
    }
}
