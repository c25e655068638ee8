package io.riskgate.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

import java.util.List;
import java.util.Map;

/**
 * An expression that was checked and planned.
 *
 * @param reads what it reads, as paths: {@code tx.amount.value}
 * @param heavy whether it has comprehensions or patterns, so that its cost depends on more than its
 *     length
 */
record RuleProgram(Program program, List<String> reads, boolean heavy) {

    boolean matches(Map<String, Object> facts) throws CelEvaluationException {
        return Boolean.TRUE.equals(program.eval(facts));
    }
}
