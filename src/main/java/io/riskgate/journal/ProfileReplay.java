package io.riskgate.journal;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.Observation;
import io.riskgate.outcome.TransactionReports;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Puts the events of the journal through a feature engine in the order they had. Warm-up after a
 * start, back-filling and training sets all come through here, so they see what the live engine
 * saw.
 */
public final class ProfileReplay {

    private final FeatureEngine engine;
    private final BiConsumer<History.Transacted, Observation> observed;
    private final Map<String, TransactionReports> reports = new HashMap<>();

    /**
     * A replay from an empty engine.
     *
     * @param observed is given every transaction with the vector it has in the engine's plan
     */
    public ProfileReplay(
            FeatureEngine engine, BiConsumer<History.Transacted, Observation> observed) {
        this.engine = engine;
        this.observed = observed;
    }

    /** Takes the next event. */
    public void accept(History.Event event) {
        switch (event) {
            case History.Transacted transacted -> replay(transacted);
            case History.Reported reported -> replay(reported);
        }
    }

    private void replay(History.Transacted transacted) {
        TransactionReports before =
                reports.getOrDefault(
                        transacted.transaction().transactionId(), TransactionReports.NONE);
        observed.accept(
                transacted,
                engine.replay(transacted.sequence(), transacted.transaction(), before.timeline()));
    }

    private void replay(History.Reported reported) {
        TransactionReports all =
                reports.getOrDefault(reported.report().transactionId(), TransactionReports.NONE)
                        .with(reported.report());
        reports.put(reported.report().transactionId(), all);
        engine.replayReport(reported.sequence(), reported.of(), all.timeline());
    }
}
