package io.riskgate.policy;

import dev.cel.runtime.CelEvaluationException;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rule version that can be asked.
 *
 * @param program null where the stored expression is no longer understood; such a rule always fails
 */
record CompiledRule(Rule rule, @Nullable RuleProgram program) {

    private static final String NOT_UNDERSTOOD = "the expression is no longer understood";

    Answer ask(Facts facts) {
        if (program == null) {
            return Answer.failed(NOT_UNDERSTOOD);
        }
        try {
            return program.matches(facts) ? Answer.MATCHED : Answer.NOT_MATCHED;
        } catch (CelEvaluationException | RuntimeException | StackOverflowError failure) {
            return Answer.failed(String.valueOf(failure.getMessage()));
        }
    }

    /** Whether it is left out once the rules' budget is used up. */
    boolean isHeavy() {
        return program != null && program.heavy();
    }

    boolean isLive() {
        return rule.mode() == RuleMode.LIVE;
    }

    /** What it asks for after this answer. */
    DecisionOutcome outcome(Answer answer) {
        return answer.result() == Policy.Result.FAILED ? rule.onError() : rule.outcome();
    }

    RuleResult result(Answer answer) {
        return new RuleResult(
                rule.id(),
                rule.version(),
                outcome(answer),
                isLive() ? RuleResult.Mode.LIVE : RuleResult.Mode.SHADOW);
    }

    Reason reason(Answer answer) {
        boolean failed = answer.result() == Policy.Result.FAILED;
        String text =
                failed
                        ? "Rule %s failed and asks for %s".formatted(rule.id(), rule.onError())
                        : rule.description().isBlank()
                                ? "Rule %s matched".formatted(rule.id())
                                : rule.description();
        return new Reason(
                (failed ? "RULE_FAILED_" : "RULE_") + FeatureWords.code(rule.id()), text, null);
    }

    Policy.Evaluated evaluated(Answer answer, Facts facts) {
        Map<String, String> values = new LinkedHashMap<>();
        if (program != null) {
            program.reads().forEach(path -> values.put(path, String.valueOf(facts.resolve(path))));
        }
        RuleResult result = result(answer);
        return new Policy.Evaluated(
                rule.id(),
                rule.version(),
                result.mode(),
                rule.expression(),
                answer.result(),
                result.outcome(),
                values,
                answer.error());
    }

    /** What came of asking. */
    record Answer(Policy.Result result, @Nullable String error) {

        static final Answer MATCHED = new Answer(Policy.Result.MATCHED, null);
        static final Answer NOT_MATCHED = new Answer(Policy.Result.NOT_MATCHED, null);
        static final Answer OVER_BUDGET = failed("the rules before it used up their budget");

        static Answer failed(String error) {
            return new Answer(Policy.Result.FAILED, error);
        }
    }
}
