package io.riskgate.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

import io.riskgate.policy.PolicySettings.RuleLimits;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;

/** CEL as rules are written in it: checked against the types of what they see, and bounded. */
@Component
class RuleLanguage {

    /*
     * What a missing value is. A feature without a value and a score that no model gave are NaN: every comparison with
     * them but != is false, and has(features.x) says whether there is one. An identifier the sender left out is the
     * empty string, and has(tx.cardId) says whether there is one. An attribute that was not sent is an error unless
     * has(tx.attributes.x) guards it, because its type is the sender's. Whole and fractional numbers compare with each
     * other.
     *
     * What a rule may cost. The length and the nodes of an expression are bounded, so is the sum of all steps of its
     * comprehensions; patterns are constants, few and small, and stand outside comprehensions (RE2 is linear in the
     * text, whose length is bounded by the contract). The worst rule that passes costs about a millisecond.
     */
    private static final int MAX_DEPTH = 60;
    private static final int MAX_PATTERN = 200;

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final CostLimit cost;

    RuleLanguage(PolicySettings settings) {
        RuleLimits limits = settings.rules();
        CelOptions options =
                CelOptions.current()
                        .enableHeterogeneousNumericComparisons(true)
                        .maxExpressionCodePointSize(limits.maxLength())
                        .maxParseRecursionDepth(MAX_DEPTH)
                        .maxRegexProgramSize(MAX_PATTERN)
                        .comprehensionMaxIterations(limits.maxIterations())
                        .build();
        this.compiler = compiler(options);
        this.runtime = CelRuntimeFactory.plannerRuntimeBuilder().setOptions(options).build();
        this.cost = new CostLimit(limits);
    }

    /**
     * An expression ready to be asked.
     *
     * @param columns the features that may be named, null where any may
     * @throws RuleRefusedException with every fault
     */
    RuleProgram compile(String expression, @Nullable PlanColumns columns) {
        CelValidationResult checked = compiler.compile(expression);
        if (checked.hasError()) {
            throw new RuleRefusedException(
                    checked.getErrors().stream().map(CheckerFaults::of).toList());
        }
        try {
            List<RuleFault> faults = cost.faults(checked.getAst(), columns);
            if (!faults.isEmpty()) {
                throw new RuleRefusedException(faults);
            }
            CelAbstractSyntaxTree tree = MixedNumbers.aligned(checked.getAst(), compiler);
            boolean heavy = CostLimit.isHeavy(tree);
            return new RuleProgram(
                    runtime.createProgram(tree),
                    Glances.of(tree, heavy),
                    ExpressionTree.reads(tree),
                    heavy);
        } catch (CelValidationException | CelEvaluationException refused) {
            throw new RuleRefusedException(
                    List.of(new RuleFault(1, 1, String.valueOf(refused.getMessage()), null)));
        }
    }

    private static CelCompiler compiler(CelOptions options) {
        CelCompilerBuilder builder =
                CelCompilerFactory.standardCelCompilerBuilder()
                        .setOptions(options)
                        .setTypeProvider(new TransactionType())
                        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                        .setResultType(SimpleType.BOOL);
        TransactionType.VARIABLES.forEach(builder::addVar);
        return builder.build();
    }
}
