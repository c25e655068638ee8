package io.riskgate.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

import java.util.List;
import java.util.Map;

/**
 * An expression that was checked and planned.
 *
 * @param reads what it reads, as paths: {@code tx.amount.value}
 */
record RuleProgram(Program program, List<String> reads) {

    boolean matches(Map<String, Object> facts) throws CelEvaluationException {
        return Boolean.TRUE.equals(program.eval(facts));
    }
}
