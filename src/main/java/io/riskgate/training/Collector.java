package io.riskgate.training;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.feature.Observation;
import io.riskgate.journal.History;
import io.riskgate.journal.LoggedVectors;
import io.riskgate.journal.ProfileReplay;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Draw;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Collects the transactions of a window with the vectors that were logged with their decisions;
 * where one was not logged, or not with these features, the history is replayed for it.
 */
final class Collector {

    private final Sources sources;
    private final FeaturePlan plan;
    private final Window window;
    private final Map<String, int[]> logged = new HashMap<>();
    private int replayed;

    private Collector(Sources sources, FeaturePlan plan, Window window) {
        this.sources = sources;
        this.plan = plan;
        this.window = window;
    }

    /**
     * Where transactions and vectors come from.
     *
     * @param engines makes an empty engine that computes all of these sets
     * @param spool where rows are kept while they are used
     */
    record Sources(
            History history,
            LoggedVectors logged,
            Function<List<FeatureSet>, FeatureEngine> engines,
            ExchangeRates rates,
            Path spool) {}

    /** The transactions of a window, with the columns of these sets as they were logged. */
    static Collected logged(Sources sources, List<FeatureSet> sets, Window window) {
        Collector collector = new Collector(sources, FeaturePlan.of(sets), window);
        sources.logged().plans().forEach(collector::match);
        boolean all =
                collector
                        .logged
                        .keySet()
                        .containsAll(sources.logged().census(window.from(), window.to()).keySet());
        return all ? collector.read() : collector.replay(sets);
    }

    /** The same, with every vector computed again. */
    static Collected replayed(Sources sources, List<FeatureSet> sets, Window window) {
        return new Collector(sources, FeaturePlan.of(sets), window).replay(sets);
    }

    private void match(String hash, FeatureSet definitions) {
        FeaturePlan then = FeaturePlan.of(List.of(definitions));
        if (then.covers(plan.features())) {
            logged.put(hash, then.columnsOf(plan.features()));
        }
    }

    private Collected read() {
        LoggedVectors journal = sources.logged();
        try (Rows.Writer rows = writer()) {
            journal.read(
                    window.from(),
                    window.to(),
                    one -> {
                        int[] columns = logged.get(one.decided().planHash());
                        if (columns != null) {
                            rows.add(row(one), chosen(one.decided().vector(), columns));
                        }
                    });
            journal.reports(window.from(), window.to(), rows::report);
            return collected(rows);
        }
    }

    private Collected replay(List<FeatureSet> sets) {
        try (Rows.Writer rows = writer()) {
            new ProfileReplay(
                            sources.engines().apply(sets),
                            (paid, observation) -> keep(rows, paid, observation))
                    .play(
                            events ->
                                    sources.history()
                                            .replay(
                                                    0,
                                                    event -> {
                                                        if (event
                                                                instanceof
                                                                History.Reported reported) {
                                                            rows.report(reported.report());
                                                        }
                                                        events.accept(event);
                                                    }));
            return collected(rows);
        }
    }

    private void keep(Rows.Writer rows, History.Transacted paid, Observation observation) {
        Transaction transaction = paid.transaction();
        if (window.contains(transaction.occurredAtMillis())) {
            History.Decided decided = paid.decided();
            int[] columns = decided == null ? null : logged.get(decided.planHash());
            FeatureVector vector;
            if (decided == null || columns == null) {
                vector = observation.vector();
                replayed++;
            } else {
                vector = chosen(decided.vector(), columns);
            }
            rows.add(row(transaction, decided), vector);
        }
    }

    private CollectedRow row(LoggedVectors.Logged one) {
        return new CollectedRow(
                one.transactionId(),
                one.accountId(),
                one.occurredAt(),
                sources.rates().convert(one.amount()),
                isStop(one.decided().outcome()),
                propensity(one.decided().draw()),
                TransactionReports.NONE);
    }

    private CollectedRow row(Transaction transaction, History.@Nullable Decided decided) {
        return new CollectedRow(
                transaction.transactionId(),
                transaction.accountId(),
                transaction.occurredAt(),
                sources.rates().convert(transaction.amount()),
                decided != null && isStop(decided.outcome()),
                propensity(decided == null ? null : decided.draw()),
                TransactionReports.NONE);
    }

    private static FeatureVector chosen(FeatureVector vector, int[] columns) {
        float[] values = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = vector.get(columns[i]);
        }
        return FeatureVector.adopt(values);
    }

    private Rows.Writer writer() {
        return new Rows.Writer(sources.spool(), plan.features().columns().size());
    }

    private Collected collected(Rows.Writer rows) {
        return new Collected(plan, rows.rows(), replayed, sources.spool());
    }

    private static double propensity(@Nullable Draw draw) {
        return draw == null ? 1 : draw.share();
    }

    private static boolean isStop(DecisionOutcome outcome) {
        return outcome == DecisionOutcome.DECLINE || outcome == DecisionOutcome.CHALLENGE;
    }
}
