package io.riskgate.policy;

import io.riskgate.transaction.Identifier;

/**
 * A list entry that applies to a transaction.
 *
 * @param list which list
 * @param kind by which of its identifiers
 * @param value the identifier
 * @param reason why it was listed
 */
public record ListHit(ListName list, Identifier kind, String value, String reason) {}
