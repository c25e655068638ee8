package io.riskgate.registry;

import io.riskgate.transaction.RefusedException;

import java.util.List;
import java.util.Map;

/** What serves the models of the registry on this replica. */
public interface Deployments {

    /**
     * Loads a model file and tries it.
     *
     * @param columns how many columns its features have
     * @throws RefusedException (422) with what was found and what is accepted
     */
    Inspection inspect(byte[] model, int columns);

    /**
     * Takes every step towards serving a version but the last.
     *
     * @throws RefusedException (409) with the step that failed and its figures
     */
    void rehearse(Alias alias, ModelReference version);

    /** Serves what the aliases and thresholds now say; where it cannot, it keeps what it has. */
    void follow();

    /**
     * What a model file turned out to be.
     *
     * @param latencyMicros by quantile name, one row at a time
     * @param golden vectors with the scores it gave
     */
    record Inspection(
            Manifest.Signature signature,
            Map<String, Double> latencyMicros,
            List<Manifest.Golden> golden) {}
}
