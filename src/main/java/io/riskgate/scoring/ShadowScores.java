package io.riskgate.scoring;

import io.riskgate.registry.ModelReference;

import java.util.List;

/** Where the challenger's scores are kept, beside the champion's. */
public interface ShadowScores {

    /** Keeps these. */
    void add(List<ShadowScore> scores);

    /** What challengers said of a transaction, the first to be champion's rival first. */
    List<ShadowScore> of(String transactionId);

    /**
     * What a challenger said of a transaction.
     *
     * @param challenger the version that scored
     * @param score 0 to 1
     */
    record ShadowScore(String transactionId, ModelReference challenger, double score) {}
}
