package io.riskgate.policy;

import static io.riskgate.policy.Glance.Verdict.UNKNOWN;

import dev.cel.common.ast.CelExpr;

import io.riskgate.policy.Glance.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/** Which fact a path of an expression names, and how it is read without CEL. */
final class FactSource {

    private static final String ATTRIBUTES = "tx.attributes.";
    private static final String FEATURES = "features.";
    private static final Set<String> TEXTS = Set.copyOf(TransactionFacts.TEXTS);
    /* Up to here every whole number is a double. */
    private static final long EXACT = 1L << 53;

    private FactSource() {}

    /** Where a number comes from; UNKNOWN where there is none after all. */
    interface Number {

        Glance glance(DoublePredicate holds);
    }

    /** Where a text comes from; UNKNOWN where there is none after all. */
    interface Text {

        Glance glance(Predicate<String> holds);
    }

    static Optional<Number> numberOf(CelExpr expression) {
        String path = ExpressionTree.path(expression);
        return switch (path) {
            case null -> Optional.empty();
            case "score" -> Optional.of(holds -> facts -> Verdict.of(holds.test(facts.score())));
            /* at most 999,999,999,999 */
            case "tx.amount.value" ->
                    Optional.of(
                            holds ->
                                    facts ->
                                            Verdict.of(
                                                    holds.test(
                                                            facts.transaction().amount().value())));
            case "tx.amount.major" ->
                    Optional.of(holds -> facts -> Verdict.of(holds.test(facts.majorUnits())));
            default -> named(path);
        };
    }

    private static Optional<Number> named(String path) {
        String feature = after(FEATURES, path);
        if (feature != null) {
            return Optional.of(
                    holds ->
                            facts -> {
                                int column = facts.column(feature);
                                return column < 0
                                        ? UNKNOWN
                                        : Verdict.of(holds.test(facts.feature(column)));
                            });
        }
        String attribute = attribute(path);
        return attribute == null
                ? Optional.empty()
                : Optional.of(
                        holds ->
                                facts ->
                                        switch (facts.attribute(attribute)) {
                                            case Double value -> Verdict.of(holds.test(value));
                                            case Long value when isExact(value) ->
                                                    Verdict.of(holds.test(value));
                                            case null, default -> UNKNOWN;
                                        });
    }

    static Optional<Text> textOf(CelExpr expression) {
        String path = ExpressionTree.path(expression);
        if (path == null) {
            return Optional.empty();
        }
        if (path.equals("tx.amount.currency")) {
            return Optional.of(
                    holds ->
                            facts ->
                                    Verdict.of(
                                            holds.test(
                                                    facts.transaction()
                                                            .amount()
                                                            .currency()
                                                            .getCurrencyCode())));
        }
        String attribute = attribute(path);
        if (attribute != null) {
            return Optional.of(
                    holds ->
                            facts ->
                                    facts.attribute(attribute) instanceof String text
                                            ? Verdict.of(holds.test(text))
                                            : UNKNOWN);
        }
        String field = after("tx.", path);
        return field != null && TEXTS.contains(field)
                ? Optional.of(holds -> facts -> Verdict.of(holds.test(facts.text(field))))
                : Optional.empty();
    }

    static Optional<Glance> flagOf(CelExpr expression) {
        String path = ExpressionTree.path(expression);
        String attribute = path == null ? null : attribute(path);
        if (attribute != null) {
            return Optional.of(
                    facts ->
                            facts.attribute(attribute) instanceof Boolean flag
                                    ? Verdict.of(flag)
                                    : UNKNOWN);
        }
        return path != null && path.startsWith("lists.")
                ? Optional.of(
                        facts ->
                                facts.resolve(path) instanceof Boolean listed
                                        ? Verdict.of(listed)
                                        : UNKNOWN)
                : Optional.empty();
    }

    /** {@code has(…)} of a text of the transaction, an attribute or a feature. */
    static Optional<Glance> presenceOf(CelExpr.CelSelect select) {
        String of = ExpressionTree.path(select.operand());
        String name = select.field();
        return switch (of) {
            case "tx" ->
                    TEXTS.contains(name)
                            ? Optional.of(facts -> Verdict.of(!facts.text(name).isEmpty()))
                            : Optional.empty();
            case "tx.attributes" -> Optional.of(facts -> Verdict.of(facts.attribute(name) != null));
            case "features" ->
                    Optional.of(
                            facts -> {
                                int column = facts.column(name);
                                return column < 0
                                        ? UNKNOWN
                                        : Verdict.of(!Double.isNaN(facts.feature(column)));
                            });
            case null, default -> Optional.empty();
        };
    }

    /** Whether a double holds this whole number. */
    static boolean isExact(long whole) {
        return -EXACT <= whole && whole <= EXACT;
    }

    /* tx.attributes["a.b"] and tx.attributes.a.b are one path and not the same. */
    private static @Nullable String attribute(String path) {
        String name = after(ATTRIBUTES, path);
        return name == null || name.indexOf('.') >= 0 ? null : name;
    }

    private static @Nullable String after(String prefix, String path) {
        return path.startsWith(prefix) ? path.substring(prefix.length()) : null;
    }
}
