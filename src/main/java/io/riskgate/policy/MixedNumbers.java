package io.riskgate.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.navigation.CelNavigableMutableAst;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a fractional number with another kind of number as two fractional ones. */
final class MixedNumbers {

    /*
     * cel-java 0.14 puts NaN above every whole number: features.x > 100 would hold for a feature that has no value. As
     * fractional numbers they compare as IEEE 754 says, where nothing is above or below NaN. So 100 is read as 100.0, and
     * what is not a constant as double(…).
     */
    private static final Set<String> ORDER = Set.of("_<_", "_<=_", "_>_", "_>=_");

    private final CelMutableAst tree;
    private long lastId;
    private boolean changed;

    private MixedNumbers(CelAbstractSyntaxTree tree) {
        this.tree = CelMutableAst.fromCelAst(tree);
    }

    /** The same expression, checked anew where something had to be read differently. */
    static CelAbstractSyntaxTree aligned(CelAbstractSyntaxTree tree, CelCompiler compiler)
            throws CelValidationException {
        MixedNumbers mixed = new MixedNumbers(tree);
        mixed.align();
        return mixed.changed ? compiler.check(mixed.tree.toParsedAst()).getAst() : tree;
    }

    private void align() {
        List<CelMutableExpr> nodes =
                CelNavigableMutableAst.fromAst(tree)
                        .getRoot()
                        .allNodes()
                        .map(node -> node.expr())
                        .toList();
        lastId = nodes.stream().mapToLong(CelMutableExpr::id).max().orElse(0);
        for (CelMutableExpr node : nodes) {
            if (node.getKind() == Kind.CALL && ORDER.contains(node.call().function())) {
                CelMutableExpr left = node.call().args().getFirst();
                CelMutableExpr right = node.call().args().getLast();
                if (isFractional(left) != isFractional(right)) {
                    read(isFractional(left) ? right : left);
                }
            }
        }
    }

    private boolean isFractional(CelMutableExpr expression) {
        Optional<CelType> type = tree.getType(expression.id());
        return type.isPresent() && type.get().kind() == CelKind.DOUBLE;
    }

    private void read(CelMutableExpr expression) {
        changed = true;
        if (expression.getKind() == Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.INT64_VALUE) {
            expression.setConstant(
                    CelConstant.ofValue((double) expression.constant().int64Value()));
        } else {
            CelMutableExpr inner = CelMutableExpr.newInstance(expression);
            expression.setId(++lastId);
            expression.setCall(CelMutableCall.create("double", inner));
        }
    }
}
