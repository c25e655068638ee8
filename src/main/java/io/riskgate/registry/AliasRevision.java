package io.riskgate.registry;

import java.time.Instant;

/**
 * One setting of an alias; the one with the largest revision counts.
 *
 * @param model the model's name
 * @param version the version the alias names
 * @param revision 1 or more
 * @param reason in the words of whoever changed it
 * @param by who changed it
 */
public record AliasRevision(
        String model,
        Alias alias,
        int version,
        int revision,
        String reason,
        String by,
        Instant at) {

    /** The version it names. */
    public ModelReference reference() {
        return new ModelReference(model, version);
    }
}
