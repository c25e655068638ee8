package io.riskgate.policy;

import io.riskgate.transaction.Page;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The rules as people keep them. Every refusal is a {@link
 * io.riskgate.transaction.RefusedException}: {@code not_found}, {@code state_conflict} for a stale
 * revision (a rule's revision is its latest version), or a {@link RuleRefusedException}.
 */
public interface Rules {

    /** The rules that exist, by id, from after the given one. */
    Page<Rule> page(@Nullable String after, int limit);

    /** A rule's latest version. */
    Rule get(String id);

    /** Every version of a rule, the latest first, from below the given one. */
    Page<Rule> versions(String id, @Nullable Integer below, int limit);

    /** One version of a rule. */
    Rule version(String id, int version);

    /** A new rule; live here when this returns, elsewhere within the polling interval. */
    Rule create(RuleDraft draft, String author);

    /** A new version of a rule. */
    Rule change(RuleDraft draft, long revision, String author);

    /**
     * Ends a rule; its versions stay.
     *
     * @param revision null where the caller does not care
     */
    void delete(String id, @Nullable Long revision, String author);

    /** A rule's latest version, to be asked about the past; for one thread. */
    RuleTrial trial(String id);

    /** Every live rule, to be asked about the past; each for one thread. */
    List<RuleTrial> liveTrials();

    /**
     * What an expression reads, as paths such as {@code tx.amount.value}.
     *
     * @throws RuleRefusedException where it is no rule
     */
    List<String> check(String expression);
}
