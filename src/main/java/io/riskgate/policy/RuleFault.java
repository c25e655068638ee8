package io.riskgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * What is wrong with an expression.
 *
 * @param line 1 is the first
 * @param column 1 is the first
 * @param expected the type or names that may stand there, null where none can be named
 */
public record RuleFault(int line, int column, String message, @Nullable String expected) {}
