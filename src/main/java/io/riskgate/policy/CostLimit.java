package io.riskgate.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelKind;

import io.riskgate.policy.PolicySettings.RuleLimits;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refuses what could stall a decision, and features that do not exist. */
final class CostLimit {

    private static final int MAX_PATTERNS = 4;
    /* Each copies what was joined before: 200 times + in a comprehension copied 60 MB. */
    private static final int MAX_CONCATENATIONS = 16;
    private static final Set<CelKind> NUMBERS =
            EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE);

    private final RuleLimits limits;

    CostLimit(RuleLimits limits) {
        this.limits = limits;
    }

    List<RuleFault> faults(CelAbstractSyntaxTree tree, @Nullable PlanColumns columns) {
        List<RuleFault> faults = new ArrayList<>();
        List<CelNavigableExpr> nodes = ExpressionTree.nodes(tree).toList();
        if (nodes.size() > limits.maxNodes()) {
            faults.add(
                    new RuleFault(
                            1,
                            1,
                            "the expression has " + nodes.size() + " parts",
                            "at most " + limits.maxNodes()));
        }
        int patterns = 0;
        int joined = 0;
        for (CelNavigableExpr node : nodes) {
            if (isConcatenation(tree, node) && inComprehension(node)) {
                joined++;
                if (joined == MAX_CONCATENATIONS + 1) {
                    faults.add(
                            fault(
                                    tree,
                                    node,
                                    "too much is joined in comprehensions",
                                    "at most " + MAX_CONCATENATIONS + " times +"));
                }
            }
            if (isPattern(node)) {
                patterns++;
                pattern(tree, node, patterns).ifPresent(faults::add);
            }
            if (node.getKind() == Kind.COMPREHENSION && inComprehension(node)) {
                faults.add(fault(tree, node, "a comprehension stands in another", "one level"));
            }
            if (columns != null) {
                feature(tree, node.expr(), columns).ifPresent(faults::add);
            }
        }
        return faults;
    }

    /** Whether an expression may cost more than its length says. */
    static boolean isHeavy(CelAbstractSyntaxTree tree) {
        return ExpressionTree.nodes(tree)
                .anyMatch(node -> node.getKind() == Kind.COMPREHENSION || isPattern(node));
    }

    private static boolean isPattern(CelNavigableExpr node) {
        return node.getKind() == Kind.CALL && node.expr().call().function().equals("matches");
    }

    private static Optional<RuleFault> pattern(
            CelAbstractSyntaxTree tree, CelNavigableExpr node, int count) {
        CelExpr pattern = node.expr().call().args().getLast();
        if (pattern.getKind() != Kind.CONSTANT) {
            return Optional.of(
                    fault(tree, node, "the pattern of matches is computed", "a string literal"));
        }
        if (!isPlain(node.expr().call())) {
            return Optional.of(
                    fault(tree, node, "the text of matches is computed", "a field or attribute"));
        }
        if (inComprehension(node)) {
            return Optional.of(
                    fault(tree, node, "matches stands in a comprehension", "contains or =="));
        }
        return count <= MAX_PATTERNS
                ? Optional.empty()
                : Optional.of(fault(tree, node, "too many patterns", "at most " + MAX_PATTERNS));
    }

    /* What is matched is bounded by the contract as long as it is not put together first. */
    private static boolean isPlain(CelExpr.CelCall matches) {
        CelExpr text = matches.target().orElseGet(() -> matches.args().getFirst());
        return text.getKind() != Kind.CALL || text.call().function().equals("_[_]");
    }

    private static boolean isConcatenation(CelAbstractSyntaxTree tree, CelNavigableExpr node) {
        return node.getKind() == Kind.CALL
                && node.expr().call().function().equals("_+_")
                && tree.getType(node.id()).map(type -> !NUMBERS.contains(type.kind())).orElse(true);
    }

    private static Optional<RuleFault> feature(
            CelAbstractSyntaxTree tree, CelExpr node, PlanColumns columns) {
        String name = ExpressionTree.feature(node);
        return name == null || columns.contains(name)
                ? Optional.empty()
                : Optional.of(
                        ExpressionTree.fault(
                                tree,
                                node,
                                "there is no feature '" + name + "'",
                                "one of " + String.join(", ", columns.names())));
    }

    private static RuleFault fault(
            CelAbstractSyntaxTree tree, CelNavigableExpr node, String message, String expected) {
        return ExpressionTree.fault(tree, node.expr(), message, expected);
    }

    private static boolean inComprehension(CelNavigableExpr node) {
        Optional<CelNavigableExpr> parent = node.parent();
        while (parent.isPresent()) {
            if (parent.get().getKind() == Kind.COMPREHENSION) {
                return true;
            }
            parent = parent.get().parent();
        }
        return false;
    }
}
