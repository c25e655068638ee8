package io.riskgate.feature;

/**
 * What the entities of one kind take.
 *
 * @param entity the identifiers they are known by, joined with {@code +}
 * @param entities how many are known
 * @param bytes about how much memory their profiles take
 */
public record EntityUse(String entity, long entities, long bytes) {}
