package io.riskgate.scoring;

import io.riskgate.registry.ModelReference;

/** Where the challenger's scores go. */
public interface ShadowScores {

    /**
     * Takes a score of the challenger.
     *
     * @param transactionId what was scored
     * @param challenger the version that scored
     * @param score 0 to 1
     */
    void add(String transactionId, ModelReference challenger, double score);
}
