package io.riskgate.journal.jdbc;

import io.riskgate.decision.Decision;
import io.riskgate.decision.Journal.Decided;
import io.riskgate.decision.Journal.Entry;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What is written of a transaction, its decision, its identity and a report. */
final class JournalColumns {

    static final List<Column<Entry>> IDENTITY =
            List.of(
                    of("transaction_id", "text", Transaction::transactionId),
                    Column.of("content_hash", "uuid", Entry::contentHash),
                    Column.of("sequence", "bigint", Entry::sequence));

    static final List<Column<NumberedReport>> REPORT =
            List.of(
                    Column.of("sequence", "bigint", NumberedReport::sequence),
                    Column.of(
                            "reported_at",
                            "timestamptz",
                            row -> Times.text(row.report().reportedAt())),
                    Column.of("outcome_id", "text", row -> row.report().outcomeId()),
                    Column.of("transaction_id", "text", row -> row.report().transactionId()),
                    Column.of("verdict", "text", row -> row.report().verdict().name()),
                    Column.of("source", "text", row -> row.report().source().name()),
                    Column.of("reason", "text", row -> row.report().reason()),
                    Column.of("reverses", "text", row -> row.report().reverses()));

    private JournalColumns() {}

    static List<Column<Entry>> journal(FeaturePlans plans, JournalJson json) {
        List<Column<Entry>> columns = new ArrayList<>(transaction(json));
        columns.addAll(decision());
        columns.add(
                Column.of(
                        "plan_id",
                        "int",
                        entry ->
                                entry.decided() == null
                                        ? null
                                        : plans.idOf(entry.observation().plan())));
        columns.add(
                Column.of(
                        "vector",
                        "bytea",
                        entry ->
                                entry.decided() == null
                                        ? null
                                        : PackedVector.pack(entry.observation().vector())));
        columns.add(reasons(json));
        columns.add(rules(json));
        columns.add(
                Column.of(
                        "trace",
                        "text",
                        entry ->
                                entry.decided() == null
                                        ? null
                                        : json.trace(entry.decided(), entry.observation())));
        return List.copyOf(columns);
    }

    /** What answers a repeat: the decision as its caller was told of it. */
    static List<Column<Entry>> answer(JournalJson json) {
        List<Column<Entry>> columns = new ArrayList<>(decision());
        columns.add(of("transaction_id", "text", Transaction::transactionId));
        columns.add(reasons(json));
        columns.add(rules(json));
        return List.copyOf(columns);
    }

    private static Column<Entry> reasons(JournalJson json) {
        return Column.json(
                "reasons", orNull(decided -> json.reasons(decided.decision().reasons())));
    }

    private static Column<Entry> rules(JournalJson json) {
        return Column.json("rules", orNull(decided -> json.rules(decided.decision().rules())));
    }

    private static List<Column<Entry>> transaction(JournalJson json) {
        List<Column<Entry>> columns = new ArrayList<>();
        columns.add(Column.of("sequence", "bigint", Entry::sequence));
        columns.add(
                of(
                        "occurred_at",
                        "timestamptz",
                        transaction -> Times.text(transaction.occurredAt())));
        columns.add(of("amount_minor", "bigint", transaction -> transaction.amount().value()));
        columns.add(
                of(
                        "currency",
                        "text",
                        transaction -> transaction.amount().currency().getCurrencyCode()));
        columns.add(of("transaction_id", "text", Transaction::transactionId));
        columns.add(of("channel", "text", transaction -> transaction.channel().name()));
        for (Identifier kind : Identifier.values()) {
            columns.add(of(column(kind), "text", transaction -> transaction.identifier(kind)));
        }
        columns.add(circumstance("latitude", "float8", Circumstances::latitude));
        columns.add(circumstance("longitude", "float8", Circumstances::longitude));
        columns.add(circumstance("merchant_category", "text", Circumstances::merchantCategory));
        columns.add(circumstance("merchant_country", "text", Circumstances::merchantCountry));
        columns.add(circumstance("card_country", "text", Circumstances::cardCountry));
        columns.add(
                Column.json(
                        "attributes", entry -> json.attributes(entry.transaction().attributes())));
        return columns;
    }

    private static List<Column<Entry>> decision() {
        return List.of(
                decided("decision_id", "uuid", Decision::decisionId),
                decided("decided_at", "timestamptz", decision -> Times.text(decision.decidedAt())),
                decided("score", "float8", Decision::score),
                decided(
                        "model_name",
                        "text",
                        decision -> decision.model() == null ? null : decision.model().name()),
                decided(
                        "model_version",
                        "int",
                        decision -> decision.model() == null ? null : decision.model().version()),
                decided("outcome", "text", decision -> decision.outcome().name()),
                decided("path", "text", decision -> decision.path().name()),
                decided("degraded", "bool", Decision::degraded),
                decided(
                        "features_micros",
                        "int",
                        decision -> micros(decision.latency().featuresMicros())),
                decided(
                        "scoring_micros",
                        "int",
                        decision -> micros(decision.latency().scoringMicros())),
                decided(
                        "policy_micros",
                        "int",
                        decision -> micros(decision.latency().policyMicros())),
                decided(
                        "total_micros",
                        "int",
                        decision -> micros(decision.latency().totalMicros())));
    }

    /** The name of an identifier's column. */
    static String column(Identifier kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Column<Entry> of(
            String name, String type, Function<Transaction, @Nullable Object> value) {
        return Column.of(name, type, entry -> value.apply(entry.transaction()));
    }

    private static Column<Entry> circumstance(
            String name, String type, Function<Circumstances, @Nullable Object> value) {
        return of(name, type, transaction -> value.apply(transaction.circumstances()));
    }

    private static Column<Entry> decided(
            String name, String type, Function<Decision, @Nullable Object> value) {
        return Column.of(name, type, orNull(decided -> value.apply(decided.decision())));
    }

    private static Function<Entry, @Nullable Object> orNull(
            Function<Decided, @Nullable Object> value) {
        return entry -> {
            Decided decided = entry.decided();
            return decided == null ? null : value.apply(decided);
        };
    }

    private static int micros(long micros) {
        return (int) Math.min(Integer.MAX_VALUE, micros);
    }
}
