package io.riskgate.journal.jdbc;

import io.riskgate.decision.Decision;
import io.riskgate.feature.FeatureVector;
import io.riskgate.journal.DecisionScan;
import io.riskgate.journal.DecisionTrace;
import io.riskgate.journal.JournalReader.Row;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.Source;
import io.riskgate.outcome.Verdict;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.PolicyBasis;
import io.riskgate.registry.ModelReference;
import io.riskgate.scoring.Contributions;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** From rows back to what was written. */
@Component
class Rows {

    private final FeaturePlans plans;
    private final JournalJson json;

    Rows(FeaturePlans plans, JournalJson json) {
        this.plans = plans;
        this.json = json;
    }

    Row row(ResultSet row) throws SQLException {
        boolean decided = row.getObject("decision_id") != null;
        return new Row(
                row.getLong("sequence"),
                transaction(row),
                decided ? decision(row) : null,
                decided ? trace(row) : null);
    }

    Transaction transaction(ResultSet row) throws SQLException {
        Map<Identifier, String> identifiers = new EnumMap<>(Identifier.class);
        for (Identifier kind : Identifier.values()) {
            String value = row.getString(JournalColumns.column(kind));
            if (value != null) {
                identifiers.put(kind, value);
            }
        }
        return new Transaction(
                row.getString("transaction_id"),
                Objects.requireNonNull(instant(row, "occurred_at")),
                new Amount(
                        row.getLong("amount_minor"),
                        Currency.getInstance(row.getString("currency"))),
                Channel.valueOf(row.getString("channel")),
                Identifiers.of(identifiers),
                new Circumstances(
                        row.getString("merchant_category"),
                        row.getString("merchant_country"),
                        row.getString("card_country"),
                        number(row, "latitude"),
                        number(row, "longitude")),
                json.attributes(row.getString("attributes")));
    }

    Decision decision(ResultSet row) throws SQLException {
        Double score = number(row, "score");
        String model = row.getString("model_name");
        return new Decision(
                row.getObject("decision_id", UUID.class),
                row.getString("transaction_id"),
                DecisionOutcome.valueOf(row.getString("outcome")),
                score,
                Decision.riskScore(score),
                json.reasons(row.getString("reasons")),
                json.rules(row.getString("rules")),
                model == null ? null : new ModelReference(model, row.getInt("model_version")),
                Decision.Path.valueOf(row.getString("path")),
                row.getBoolean("degraded"),
                Decision.Durability.JOURNALED,
                null,
                Objects.requireNonNull(instant(row, "decided_at")),
                new Decision.Latency(
                        row.getLong("total_micros"),
                        row.getLong("features_micros"),
                        row.getLong("scoring_micros"),
                        row.getLong("policy_micros"),
                        0));
    }

    DecisionScan.Detail detail(ResultSet row) throws SQLException {
        return new DecisionScan.Detail(
                transaction(row),
                vector(row),
                plans.plan(row.getInt("plan_id")).features(),
                json.lists(row.getString("lists")));
    }

    FeatureVector vector(ResultSet row) throws SQLException {
        return FeatureVector.fromBytes(row.getBytes("vector"));
    }

    String planHash(ResultSet row) throws SQLException {
        return plans.plan(row.getInt("plan_id")).hash();
    }

    static ReportedOutcome report(ResultSet row) throws SQLException {
        return report(row, "transaction_id");
    }

    static ReportedOutcome report(ResultSet row, String transactionIdColumn) throws SQLException {
        return new ReportedOutcome(
                row.getString("outcome_id"),
                row.getString(transactionIdColumn),
                Verdict.valueOf(row.getString("verdict")),
                Source.valueOf(row.getString("source")),
                row.getString("reason"),
                Objects.requireNonNull(instant(row, "reported_at")),
                row.getString("reverses"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private DecisionTrace trace(ResultSet row) throws SQLException {
        FeaturePlans.Stored plan = plans.plan(row.getInt("plan_id"));
        JournalJson.Trace trace = json.trace(row.getString("trace"));
        return new DecisionTrace(
                plan.hash(),
                plan.features(),
                vector(row),
                trace.thresholds(),
                Objects.requireNonNullElse(trace.failures(), List.of()),
                contributions(trace),
                trace.basis() == null ? PolicyBasis.NONE : trace.basis().basis(),
                Boolean.TRUE.equals(trace.folded()));
    }

    private static @Nullable Contributions contributions(JournalJson.Trace trace) {
        return trace.contributions() != null || trace.unexplained() == null
                ? trace.contributions()
                : new Contributions.Unavailable(trace.unexplained());
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
