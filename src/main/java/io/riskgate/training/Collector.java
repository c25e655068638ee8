package io.riskgate.training;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.Observation;
import io.riskgate.journal.History;
import io.riskgate.journal.ProfileReplay;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Replays history through the feature engine and keeps what lies in one window. */
final class Collector {

    private final FeatureEngine engine;
    private final ExchangeRates rates;
    private final Window window;
    private final List<CollectedRow> rows = new ArrayList<>();
    private final Map<String, TransactionReports> reports = new HashMap<>();

    private Collector(FeatureEngine engine, ExchangeRates rates, Window window) {
        this.engine = engine;
        this.rates = rates;
        this.window = window;
    }

    /**
     * The transactions of a window.
     *
     * @param engine an empty one
     */
    static Collected collect(
            History history, FeatureEngine engine, ExchangeRates rates, Window window) {
        Collector collector = new Collector(engine, rates, window);
        ProfileReplay replay = new ProfileReplay(engine, collector::keep);
        history.replay(
                0,
                event -> {
                    collector.read(event);
                    replay.accept(event);
                });
        return collector.collected();
    }

    private void read(History.Event event) {
        if (event instanceof History.Reported reported) {
            reports.merge(
                    reported.report().transactionId(),
                    TransactionReports.NONE.with(reported.report()),
                    (before, one) -> before.with(reported.report()));
        }
    }

    private void keep(History.Transacted paid, Observation observation) {
        Transaction transaction = paid.transaction();
        if (window.contains(transaction.occurredAtMillis())) {
            rows.add(
                    new CollectedRow(
                            transaction.transactionId(),
                            transaction.accountId(),
                            transaction.occurredAt(),
                            rates.convert(transaction.amount()),
                            wasStopped(paid.decided()),
                            observation.vector(),
                            TransactionReports.NONE));
        }
    }

    private Collected collected() {
        rows.replaceAll(
                row -> {
                    TransactionReports found = reports.get(row.transactionId());
                    return found == null ? row : row.with(found);
                });
        return new Collected(engine.plan(), rows);
    }

    private static boolean wasStopped(History.@Nullable Decided decided) {
        return decided != null
                && (decided.outcome() == DecisionOutcome.DECLINE
                        || decided.outcome() == DecisionOutcome.CHALLENGE);
    }
}
