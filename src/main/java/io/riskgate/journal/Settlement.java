package io.riskgate.journal;

import io.riskgate.decision.Decision.Durability;
import io.riskgate.feature.FeatureEngine;

/** What follows when a run is durable: the engine may forget how to undo it, callers are told. */
final class Settlement {

    private final FeatureEngine features;
    private final SlotRing ring;

    Settlement(FeatureEngine features, SlotRing ring) {
        this.features = features;
        this.ring = ring;
    }

    /** The run leaves the ring; its callers are not told yet. */
    void settle(Run run) {
        features.settle(run.last());
        ring.clear(run.slots().size());
    }

    void tell(Run run, Durability where) {
        for (Slot slot : run.slots()) {
            if (slot instanceof Slot.Transacted transacted) {
                transacted.durable().complete(where);
            } else if (slot instanceof Slot.Reported reported) {
                reported.durable().complete(null);
            }
        }
    }
}
