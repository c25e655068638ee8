package io.riskgate.policy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The rules of one moment, in the order they are asked. */
final class RuleSet {

    /*
     * Among rules of one priority the more severe is asked first: an APPROVE rule ends the evaluation only before more
     * severe ones of lower priority, never before its equals.
     */
    private static final Comparator<CompiledRule> ORDER =
            Comparator.comparing((CompiledRule compiled) -> -compiled.rule().priority())
                    .thenComparing(compiled -> compiled.rule().outcome(), Comparator.reverseOrder())
                    .thenComparing(compiled -> compiled.rule().id());

    /** No rule. */
    static final RuleSet NONE = new RuleSet(0, List.of());

    private final long revision;
    private final List<CompiledRule> rules;

    RuleSet(long revision, Collection<CompiledRule> rules) {
        this.revision = revision;
        this.rules =
                rules.stream()
                        .filter(compiled -> compiled.rule().mode() != RuleMode.OFF)
                        .filter(compiled -> !compiled.rule().deleted())
                        .sorted(ORDER)
                        .toList();
    }

    /** Tells states of the rules apart; it rises with every change. */
    long revision() {
        return revision;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * Asks the rules in order, until an APPROVE rule that is live matches.
     *
     * @param traced whether every step is to be told
     */
    RuleWalk walk(Facts facts, Limits limits, boolean traced) {
        Walk walk = new Walk();
        long start = System.nanoTime();
        for (CompiledRule rule : rules) {
            CompiledRule.Answer answer =
                    rule.isHeavy() && limits.cutOff(rule, start)
                            ? CompiledRule.Answer.OVER_BUDGET
                            : rule.ask(facts);
            if (traced) {
                walk.evaluated.add(rule.evaluated(answer, facts));
            }
            if (walk.ends(rule, answer)) {
                break;
            }
        }
        return walk.done();
    }

    /**
     * How long rules may take.
     *
     * @param budgetNanos rules with comprehensions or patterns that are not asked within it count
     *     as failed; plain comparisons are always asked, there is nothing to stall in them
     * @param known those of which it is known that they were not asked
     */
    record Limits(long budgetNanos, List<String> known) {

        /** No limit. */
        static final Limits NONE = new Limits(Long.MAX_VALUE, List.of());

        private boolean cutOff(CompiledRule rule, long start) {
            return System.nanoTime() - start > budgetNanos || known.contains(rule.rule().id());
        }
    }

    /** What the rules asked so far have said. */
    private static final class Walk {

        private DecisionOutcome outcome = DecisionOutcome.APPROVE;
        private boolean ended;
        private boolean degraded;
        private final List<RuleResult> results = new ArrayList<>(2);
        private final List<Reason> reasons = new ArrayList<>(2);
        private final List<String> cutOff = new ArrayList<>(0);
        private final List<Policy.Evaluated> evaluated = new ArrayList<>(0);

        boolean ends(CompiledRule rule, CompiledRule.Answer answer) {
            if (answer.result() == Policy.Result.NOT_MATCHED) {
                return false;
            }
            RuleResult result = rule.result(answer);
            results.add(result);
            if (answer == CompiledRule.Answer.OVER_BUDGET) {
                cutOff.add(rule.rule().id());
            }
            if (!rule.isLive()) {
                return false;
            }
            boolean failed = answer.result() == Policy.Result.FAILED;
            degraded |= failed;
            outcome = outcome.orMoreSevere(result.outcome());
            if (result.outcome().compareTo(DecisionOutcome.REVIEW) >= 0) {
                reasons.add(rule.reason(answer));
            }
            ended = !failed && result.outcome() == DecisionOutcome.APPROVE;
            return ended;
        }

        RuleWalk done() {
            return new RuleWalk(outcome, ended, results, reasons, degraded, cutOff, evaluated);
        }
    }
}
