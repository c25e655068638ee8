package io.riskgate.policy;

import static io.riskgate.policy.Glance.Verdict.FALSE;
import static io.riskgate.policy.Glance.Verdict.TRUE;
import static io.riskgate.policy.Glance.Verdict.UNKNOWN;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;

import io.riskgate.policy.Glance.Verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds in a checked expression what needs no interpreter: fields compared with constants. */
final class Glances {

    /*
     * CEL decides what a rule means; this only says the same sooner where there is no doubt. Asking CEL costs 140 ns a
     * comparison, a glance about 10, and of a hundred live rules nearly all do not match: a single comparison that is
     * false settles a conjunction. CEL's && and || take no notice of the order of their sides and absorb the error of
     * one where the other decides, so what is not understood is UNKNOWN and three-valued logic over the rest is exact;
     * an UNKNOWN expression is asked as a whole. GlanceTests compares both over random expressions and facts.
     */
    private Glances() {}

    /**
     * What can be seen of a whole expression; nothing of one whose cost is limited while it runs.
     */
    static Glance of(CelAbstractSyntaxTree tree, boolean heavy) {
        return heavy ? Glance.NONE : of(tree.getExpr());
    }

    private static Glance of(CelExpr expression) {
        return switch (expression.getKind()) {
            case CALL -> ofCall(expression.call());
            case SELECT ->
                    expression.select().testOnly()
                            ? ofPresence(expression.select())
                            : ofFlag(expression);
            default -> Glance.NONE;
        };
    }

    private static Glance ofCall(CelCall call) {
        return switch (call.function()) {
            case "_&&_" -> all(parts(call));
            case "_||_" -> any(parts(call));
            case "!_" -> not(of(call.args().getFirst()));
            case "@in" -> ofMembership(call);
            default ->
                    Relation.of(call.function())
                            .map(relation -> ofComparison(call, relation))
                            .orElse(Glance.NONE);
        };
    }

    private static Glance not(Glance glance) {
        return facts -> glance.at(facts).negated();
    }

    private static Glance all(Glance[] parts) {
        return facts -> {
            Verdict verdict = TRUE;
            for (Glance part : parts) {
                Verdict one = part.at(facts);
                if (one == FALSE) {
                    return FALSE;
                }
                verdict = one == UNKNOWN ? UNKNOWN : verdict;
            }
            return verdict;
        };
    }

    private static Glance any(Glance[] parts) {
        return facts -> {
            Verdict verdict = FALSE;
            for (Glance part : parts) {
                Verdict one = part.at(facts);
                if (one == TRUE) {
                    return TRUE;
                }
                verdict = one == UNKNOWN ? UNKNOWN : verdict;
            }
            return verdict;
        };
    }

    /* a && b && c is a tree of pairs; its leaves are one row. */
    private static Glance[] parts(CelCall call) {
        List<Glance> parts = new ArrayList<>();
        gather(call.function(), call, parts);
        return parts.toArray(Glance[]::new);
    }

    private static void gather(String function, CelCall call, List<Glance> parts) {
        for (CelExpr side : call.args()) {
            if (side.getKind() == Kind.CALL && side.call().function().equals(function)) {
                gather(function, side.call(), parts);
            } else {
                parts.add(of(side));
            }
        }
    }

    private static Glance ofComparison(CelCall call, Relation relation) {
        CelExpr left = call.args().getFirst();
        CelExpr right = call.args().getLast();
        if (right.getKind() == Kind.CONSTANT) {
            return ofComparison(left, relation, right.constant());
        }
        return left.getKind() == Kind.CONSTANT
                ? ofComparison(right, relation.mirrored(), left.constant())
                : Glance.NONE;
    }

    private static Glance ofComparison(CelExpr of, Relation relation, CelConstant constant) {
        Optional<Double> number = number(constant);
        if (number.isPresent()) {
            double limit = number.get();
            return FactSource.numberOf(of)
                    .map(source -> source.glance(value -> relation.holds(value, limit)))
                    .orElse(Glance.NONE);
        }
        if (!relation.isEquality()) {
            return Glance.NONE;
        }
        boolean same = relation == Relation.EQUAL;
        return switch (constant.getKind()) {
            case STRING_VALUE -> {
                String text = constant.stringValue();
                yield FactSource.textOf(of)
                        .map(source -> source.glance(value -> value.equals(text) == same))
                        .orElse(Glance.NONE);
            }
            case BOOLEAN_VALUE -> constant.booleanValue() == same ? ofFlag(of) : not(ofFlag(of));
            default -> Glance.NONE;
        };
    }

    /* A whole number that a double cannot hold is left to CEL. */
    private static Optional<Double> number(CelConstant constant) {
        return switch (constant.getKind()) {
            case INT64_VALUE ->
                    FactSource.isExact(constant.int64Value())
                            ? Optional.of((double) constant.int64Value())
                            : Optional.empty();
            case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
            default -> Optional.empty();
        };
    }

    private static Glance ofMembership(CelCall call) {
        CelExpr of = call.args().getFirst();
        CelExpr list = call.args().getLast();
        if (list.getKind() != Kind.LIST
                || list.list().elements().stream().anyMatch(one -> !isText(one))) {
            return Glance.NONE;
        }
        Set<String> texts =
                list.list().elements().stream()
                        .map(one -> one.constant().stringValue())
                        .collect(Collectors.toUnmodifiableSet());
        return FactSource.textOf(of)
                .map(source -> source.glance(texts::contains))
                .orElse(Glance.NONE);
    }

    private static boolean isText(CelExpr expression) {
        return expression.getKind() == Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    private static Glance ofFlag(CelExpr expression) {
        return FactSource.flagOf(expression).orElse(Glance.NONE);
    }

    private static Glance ofPresence(CelExpr.CelSelect select) {
        return FactSource.presenceOf(select).orElse(Glance.NONE);
    }

    /** How a value stands to a constant. */
    private enum Relation {
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        UNEQUAL,
        GREATER_OR_EQUAL,
        GREATER;

        static Optional<Relation> of(String function) {
            return switch (function) {
                case "_<_" -> Optional.of(LESS);
                case "_<=_" -> Optional.of(LESS_OR_EQUAL);
                case "_==_" -> Optional.of(EQUAL);
                case "_!=_" -> Optional.of(UNEQUAL);
                case "_>=_" -> Optional.of(GREATER_OR_EQUAL);
                case "_>_" -> Optional.of(GREATER);
                default -> Optional.empty();
            };
        }

        /** The same with its sides changed over. */
        Relation mirrored() {
            return switch (this) {
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case EQUAL -> EQUAL;
                case UNEQUAL -> UNEQUAL;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
                case GREATER -> LESS;
            };
        }

        boolean isEquality() {
            return this == EQUAL || this == UNEQUAL;
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case LESS -> value < limit;
                case LESS_OR_EQUAL -> value <= limit;
                case EQUAL -> value == limit;
                case UNEQUAL -> value != limit;
                case GREATER_OR_EQUAL -> value >= limit;
                case GREATER -> value > limit;
            };
        }
    }
}
