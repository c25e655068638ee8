package io.riskgate.policy.web;

import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.RuleDraft;
import io.riskgate.policy.RuleMode;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A rule as it comes in.
 *
 * @param mode SHADOW unless given, so that a first try changes nothing
 * @param revision the one that was read; not needed for a new rule
 */
record RuleRequest(
        @Nullable String id,
        @Nullable String description,
        @Nullable String expression,
        @Nullable String outcome,
        @Nullable String mode,
        @Nullable Integer priority,
        @Nullable String onError,
        @Nullable Long revision) {

    static final int MAX_EXPRESSION = 100_000;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");
    private static final int MAX_DESCRIPTION = 500;

    RuleDraft draft(@Nullable String id) {
        RequestFaults faults = new RequestFaults();
        RuleDraft draft = draft(id, faults);
        faults.refuse();
        return draft;
    }

    /** The draft of a change of the rule the path names. */
    RuleDraft changed(String pathId) {
        RequestFaults faults = new RequestFaults();
        if (id != null && !id.equals(pathId)) {
            faults.add("id", "id must be that of the path");
        }
        faults.revision(revision);
        RuleDraft draft = draft(pathId, faults);
        faults.refuse();
        return draft;
    }

    long read() {
        return Objects.requireNonNullElse(revision, -1L);
    }

    private RuleDraft draft(@Nullable String id, RequestFaults faults) {
        String name = Objects.requireNonNullElse(id, "");
        if (!ID.matcher(name).matches()) {
            faults.add(
                    "id", "id must be 1 to 64 of A-Za-z0-9._:- and begin with a letter or digit");
        }
        String checked = faults.text("expression", expression, MAX_EXPRESSION);
        DecisionOutcome asked = faults.oneOf("outcome", outcome, DecisionOutcome.class, null);
        return new RuleDraft(
                name,
                description == null || description.isEmpty()
                        ? ""
                        : faults.text("description", description, MAX_DESCRIPTION),
                checked,
                Objects.requireNonNullElse(asked, DecisionOutcome.REVIEW),
                Objects.requireNonNullElse(
                        faults.oneOf("mode", mode, RuleMode.class, RuleMode.SHADOW),
                        RuleMode.SHADOW),
                Objects.requireNonNullElse(priority, 0),
                Objects.requireNonNullElse(
                        faults.oneOf(
                                "onError", onError, DecisionOutcome.class, DecisionOutcome.REVIEW),
                        DecisionOutcome.REVIEW));
    }
}
