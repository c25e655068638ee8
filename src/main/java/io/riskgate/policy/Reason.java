package io.riskgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * Why a transaction is reviewed or declined.
 *
 * @param code stable, in upper snake case
 * @param text for a person, with the values
 * @param contribution the share of the model's margin (log-odds) this feature added, null where the
 *     reason is not the model's
 */
public record Reason(String code, String text, @Nullable Double contribution) {}
