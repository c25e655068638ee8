package io.riskgate.policy;

import io.riskgate.transaction.Changed;
import io.riskgate.transaction.Changes;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.databind.json.JsonMapper;

/** Changes of rules, each made at once or proposed, as four eyes are configured. */
@Component
public class RuleChanges implements Changes.Applier {

    /*
     * Only what is or becomes LIVE changes a decision, so only that needs a second person: a rule
     * can be written, back-tested and run in shadow by one.
     */
    private static final String CREATED = "rule.created";
    private static final String CHANGED = "rule.changed";
    private static final String DELETED = "rule.deleted";

    private final Rules rules;
    private final Changes changes;
    private final JsonMapper json = JsonMapper.builder().build();

    RuleChanges(Rules rules, Changes changes) {
        this.rules = rules;
        this.changes = changes;
    }

    /** A new rule. */
    public Changed<Rule> create(RuleDraft draft, String by) {
        if (!needApproval(null, draft)) {
            return new Changed.Made<>(rules.create(draft, by));
        }
        rules.check(draft.expression());
        return propose(CREATED, null, new Wanted(draft.id(), draft, null), by);
    }

    /** A new version of a rule. */
    public Changed<Rule> change(RuleDraft draft, long revision, String by) {
        Rule before = rules.get(draft.id());
        if (!needApproval(before, draft)) {
            return new Changed.Made<>(rules.change(draft, revision, by));
        }
        rules.check(draft.expression());
        requireRevision(before, revision);
        return propose(CHANGED, before, new Wanted(draft.id(), draft, revision), by);
    }

    /**
     * The end of a rule.
     *
     * @param revision null where the caller does not care
     */
    public Changed<String> delete(String id, @Nullable Long revision, String by) {
        Rule before = rules.get(id);
        if (!needApproval(before, null)) {
            rules.delete(id, revision, by);
            return new Changed.Made<>(id);
        }
        long read = revision == null ? before.version() : revision;
        requireRevision(before, read);
        return propose(DELETED, before, new Wanted(id, null, read), by);
    }

    @Override
    public Changes.Kind kind() {
        return Changes.Kind.RULES;
    }

    @Override
    public void apply(String action, String change, String by) {
        Wanted wanted = json.readValue(change, Wanted.class);
        if (wanted.draft() == null) {
            rules.delete(wanted.id(), wanted.revision(), by);
        } else if (wanted.revision() == null) {
            rules.create(wanted.draft(), by);
        } else {
            rules.change(wanted.draft(), wanted.revision(), by);
        }
    }

    private boolean needApproval(@Nullable Rule before, @Nullable RuleDraft after) {
        boolean live =
                before != null && before.mode() == RuleMode.LIVE
                        || after != null && after.mode() == RuleMode.LIVE;
        return live && changes.needApproval(Changes.Kind.RULES);
    }

    private <T> Changed<T> propose(String action, @Nullable Rule before, Wanted wanted, String by) {
        return new Changed.Proposed<>(
                changes.propose(
                        new Changes.Draft(
                                Changes.Kind.RULES,
                                action,
                                "/rules/" + wanted.id(),
                                before,
                                wanted),
                        by));
    }

    private static void requireRevision(Rule before, long revision) {
        if (before.version() != revision) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "Rule %s is at revision %d, not %d; read it again."
                            .formatted(before.id(), before.version(), revision));
        }
    }

    /**
     * What a proposal asks for.
     *
     * @param draft null for the end of the rule
     * @param revision that it is based on, null for a new rule
     */
    private record Wanted(String id, @Nullable RuleDraft draft, @Nullable Long revision) {}
}
