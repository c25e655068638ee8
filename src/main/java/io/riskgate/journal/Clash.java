package io.riskgate.journal;

import java.util.UUID;

/**
 * A transaction that was decided while PostgreSQL was away although its id stood there already; the
 * first is kept.
 *
 * @param contentHash of the one that is not kept
 * @param keptSequence the number of the first
 */
public record Clash(
        long sequence, String transactionId, UUID contentHash, UUID keptHash, long keptSequence) {}
