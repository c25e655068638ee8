package io.riskgate.training;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeatureVector;
import io.riskgate.journal.History;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Replays history through the feature engine and keeps what lies in one window.
 *
 * <p>Two passes: the first reads what was reported, so that the second need only remember the few
 * transactions that will be reported on, and not all of them.
 */
final class Collector {

    private static final int SETTLED_EVERY = 1024;

    private final FeatureEngine engine;
    private final ExchangeRates rates;
    private final Map<String, TransactionReports> all = new HashMap<>();
    private final Map<String, TransactionReports> soFar = new HashMap<>();
    private final Map<String, Transaction> reportedOn = new HashMap<>();

    Collector(FeatureEngine engine, ExchangeRates rates) {
        this.engine = engine;
        this.rates = rates;
    }

    Collected collect(History history, Window window) {
        List<CollectedRow> rows = new ArrayList<>();
        replay(
                history,
                window,
                (paid, vector) ->
                        rows.add(
                                new CollectedRow(
                                        paid.transaction().transactionId(),
                                        paid.transaction().accountId(),
                                        paid.transaction().occurredAt(),
                                        rates.convert(paid.transaction().amount()),
                                        wasStopped(paid.decided()),
                                        vector,
                                        reportsOn(paid.transaction()))));
        return new Collected(engine.plan(), rows);
    }

    /** Hands over each transaction of a window with its vector, in the one order. */
    void replay(History history, Window window, Found found) {
        history.replay(
                0,
                event -> {
                    if (event instanceof History.Reported reported) {
                        add(all, reported.report());
                    }
                });
        Consumer<History.Transacted> seen =
                paid -> {
                    FeatureVector vector = observe(paid);
                    if (window.contains(paid.transaction().occurredAtMillis())) {
                        found.accept(paid, vector);
                    }
                };
        history.replay(
                0,
                event -> {
                    switch (event) {
                        case History.Transacted paid -> seen.accept(paid);
                        case History.Reported reported -> report(reported);
                    }
                    if (event.sequence() % SETTLED_EVERY == 0) {
                        engine.settle(event.sequence());
                    }
                });
    }

    /** All that was ever reported on a transaction. */
    TransactionReports reportsOn(Transaction transaction) {
        return all.getOrDefault(transaction.transactionId(), TransactionReports.NONE);
    }

    static boolean wasStopped(History.@Nullable Decided decided) {
        return decided != null
                && (decided.outcome() == DecisionOutcome.DECLINE
                        || decided.outcome() == DecisionOutcome.CHALLENGE);
    }

    private FeatureVector observe(History.Transacted paid) {
        String id = paid.transaction().transactionId();
        TransactionReports known = soFar.getOrDefault(id, TransactionReports.NONE);
        if (all.containsKey(id)) {
            reportedOn.put(id, paid.transaction());
        }
        return engine.replay(paid.sequence(), paid.transaction(), known.timeline()).vector();
    }

    private void report(History.Reported reported) {
        TransactionReports known = add(soFar, reported.report());
        Transaction of = reportedOn.get(reported.report().transactionId());
        engine.replayReport(reported.sequence(), of, known.timeline());
    }

    private static TransactionReports add(
            Map<String, TransactionReports> reports, ReportedOutcome report) {
        TransactionReports known =
                reports.getOrDefault(report.transactionId(), TransactionReports.NONE).with(report);
        reports.put(report.transactionId(), known);
        return known;
    }

    /** Takes a transaction of the window and its vector. */
    @FunctionalInterface
    interface Found {
        void accept(History.Transacted paid, FeatureVector vector);
    }
}
