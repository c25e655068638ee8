package io.riskgate.journal;

import io.riskgate.feature.Observation;
import io.riskgate.scoring.Shadow;

import org.springframework.stereotype.Component;

/**
 * Hands every durable decision's vector to the challenger: after the answer, so that it costs the
 * caller nothing, and only then, so that no score is kept of what was never decided.
 */
@Component
class ShadowScoring implements CommitListener {

    private final Shadow shadow;

    ShadowScoring(Shadow shadow) {
        this.shadow = shadow;
    }

    @Override
    public void committed(JournalStore.Batch batch) {
        batch.transactions().stream()
                .filter(entry -> entry.decided() != null)
                .forEach(
                        entry -> {
                            Observation seen = entry.observation();
                            shadow.offer(
                                    entry.transaction().transactionId(),
                                    seen.vector(),
                                    seen.plan());
                        });
    }
}
