package io.riskgate.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;

import io.riskgate.policy.PolicySettings.RuleLimits;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses what could stall a decision, and features that do not exist. */
final class CostLimit {

    private static final int MAX_PATTERNS = 4;

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
        for (CelNavigableExpr node : nodes) {
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
        if (inComprehension(node)) {
            return Optional.of(
                    fault(tree, node, "matches stands in a comprehension", "contains or =="));
        }
        return count <= MAX_PATTERNS
                ? Optional.empty()
                : Optional.of(fault(tree, node, "too many patterns", "at most " + MAX_PATTERNS));
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
