package io.riskgate.journal;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.Observation;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.transaction.Transaction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts the events of the journal through a feature engine in the order they had. Warm-up after a
 * start, back-filling and training sets all come through here, so they see what the live engine
 * saw.
 */
public final class ProfileReplay {

    private final FeatureEngine engine;
    private final BiConsumer<History.Transacted, Observation> observed;
    private final Map<String, TransactionReports> reports;
    private final List<History.Event> next = new ArrayList<>();

    /**
     * A replay from an empty engine.
     *
     * @param observed is given every transaction with the vector it has in the engine's plan
     */
    public ProfileReplay(
            FeatureEngine engine, BiConsumer<History.Transacted, Observation> observed) {
        this(engine, Map.of(), observed);
    }

    /**
     * A replay into an engine that has seen a part of the journal.
     *
     * @param before everything that was reported in that part, by transaction
     */
    ProfileReplay(
            FeatureEngine engine,
            Map<String, TransactionReports> before,
            BiConsumer<History.Transacted, Observation> observed) {
        this.engine = engine;
        this.observed = observed;
        this.reports = new HashMap<>(before);
    }

    /**
     * Takes all events of a history.
     *
     * @param history hands over events in their order, as {@link History#replay} does
     */
    public void play(Consumer<Consumer<History.Event>> history) {
        history.accept(this::accept);
        playNext();
    }

    private void accept(History.Event event) {
        next.add(event);
        if (next.size() == FeatureEngine.AHEAD) {
            playNext();
        }
    }

    private void playNext() {
        engine.expect(next.stream().flatMap(ProfileReplay::transaction).toList());
        for (History.Event event : next) {
            switch (event) {
                case History.Transacted transacted -> replay(transacted);
                case History.Reported reported -> replay(reported);
            }
        }
        next.clear();
    }

    private static Stream<Transaction> transaction(History.Event event) {
        return event instanceof History.Transacted transacted
                ? Stream.of(transacted.transaction())
                : Stream.empty();
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
