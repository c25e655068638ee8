package io.riskgate.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Looks around in the syntax tree of an expression. */
final class ExpressionTree {

    private ExpressionTree() {}

    static Stream<CelNavigableExpr> nodes(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes();
    }

    /** Every path from a variable that an expression reads, the longest of each. */
    static List<String> reads(CelAbstractSyntaxTree tree) {
        List<String> paths =
                nodes(tree)
                        .map(node -> path(node.expr()))
                        .filter(Objects::nonNull)
                        .filter(ExpressionTree::ofVariable)
                        .distinct()
                        .toList();
        return paths.stream()
                .filter(path -> paths.stream().noneMatch(other -> other.startsWith(path + ".")))
                .sorted()
                .toList();
    }

    /** The feature a node names, or null where it names none. */
    static @Nullable String feature(CelExpr expression) {
        String path = path(expression);
        return path != null && path.startsWith("features.") ? path.substring(9) : null;
    }

    /** A fault at the place of a node. */
    static RuleFault fault(
            CelAbstractSyntaxTree tree, CelExpr at, String message, @Nullable String expected) {
        Integer offset = tree.getSource().getPositionsMap().get(at.id());
        CelSourceLocation place =
                tree.getSource()
                        .getOffsetLocation(offset == null ? 0 : offset)
                        .orElseGet(() -> CelSourceLocation.of(1, 0));
        return new RuleFault(place.getLine(), place.getColumn() + 1, message, expected);
    }

    private static boolean ofVariable(String path) {
        int dot = path.indexOf('.');
        return TransactionType.VARIABLES.containsKey(dot < 0 ? path : path.substring(0, dot));
    }

    /** The path that a node names, such as {@code tx.amount.value}, or null where it names none. */
    static @Nullable String path(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT -> expression.ident().name();
            case SELECT -> joined(path(expression.select().operand()), expression.select().field());
            case CALL -> indexed(expression.call());
            default -> null;
        };
    }

    /* features["category=travel"], the only way to name a column that is no identifier */
    private static @Nullable String indexed(CelExpr.CelCall call) {
        if (!call.function().equals("_[_]") || call.args().get(1).getKind() != Kind.CONSTANT) {
            return null;
        }
        CelConstant key = call.args().get(1).constant();
        return key.getKind() == CelConstant.Kind.STRING_VALUE
                ? joined(path(call.args().getFirst()), key.stringValue())
                : null;
    }

    private static @Nullable String joined(@Nullable String head, String tail) {
        return head == null ? null : head + "." + tail;
    }
}
