package io.riskgate.transaction;

/**
 * One thing wrong with a request.
 *
 * @param field where: a path such as {@code amount.value} or {@code [3].verdict}; empty for the
 *     whole body
 * @param code what, stable and in snake case
 * @param message what to do, for a person; never echoes a secret or a card number
 */
public record FieldFault(String field, String code, String message) {}
