package io.riskgate.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;

import java.util.List;

/**
 * An expression that was checked and planned.
 *
 * @param glance what it says where CEL need not be asked
 * @param reads what it reads, as paths: {@code tx.amount.value}
 * @param heavy whether it has comprehensions or patterns, so that its cost depends on more than its
 *     length
 */
record RuleProgram(Program program, Glance glance, List<String> reads, boolean heavy) {

    boolean matches(Facts facts) throws CelEvaluationException {
        return switch (glance.at(facts)) {
            case TRUE -> true;
            case FALSE -> false;
            case UNKNOWN -> matchesByCel(facts);
        };
    }

    boolean matchesByCel(Facts facts) throws CelEvaluationException {
        return Boolean.TRUE.equals(program.eval(facts.variables()));
    }
}
