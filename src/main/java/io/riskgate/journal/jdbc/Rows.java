package io.riskgate.journal.jdbc;

import io.riskgate.decision.Decision;
import io.riskgate.feature.FeatureVector;
import io.riskgate.journal.DecisionScan;
import io.riskgate.journal.DecisionTrace;
import io.riskgate.journal.History;
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

import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** From rows back to what was written. */
@Component
class Rows {

    private final FeaturePlans plans;
    private final JournalJson json;

    Rows(FeaturePlans plans, JournalJson json) {
        this.plans = plans;
        this.json = json;
    }

    Row row(Cells row) {
        boolean decided = row.uuid("decision_id") != null;
        return new Row(
                row.whole("sequence"),
                transaction(row),
                decided ? decision(row) : null,
                decided ? trace(row) : null);
    }

    Transaction transaction(Cells row) {
        Map<Identifier, String> identifiers = new EnumMap<>(Identifier.class);
        for (Identifier kind : Identifier.values()) {
            String value = row.text(JournalColumns.column(kind));
            if (value != null) {
                identifiers.put(kind, value);
            }
        }
        return new Transaction(
                required(row, "transaction_id"),
                Objects.requireNonNull(row.instant("occurred_at")),
                new Amount(
                        row.whole("amount_minor"), Currency.getInstance(required(row, "currency"))),
                Channel.valueOf(required(row, "channel")),
                Identifiers.of(identifiers),
                new Circumstances(
                        row.text("merchant_category"),
                        row.text("merchant_country"),
                        row.text("card_country"),
                        row.number("latitude"),
                        row.number("longitude")),
                json.attributes(row.text("attributes")));
    }

    Decision decision(Cells row) {
        Double score = row.number("score");
        String model = row.text("model_name");
        return new Decision(
                Objects.requireNonNull(row.uuid("decision_id")),
                required(row, "transaction_id"),
                DecisionOutcome.valueOf(required(row, "outcome")),
                score,
                Decision.riskScore(score),
                json.reasons(row.text("reasons")),
                json.rules(row.text("rules")),
                model == null ? null : new ModelReference(model, (int) row.whole("model_version")),
                Decision.Path.valueOf(required(row, "path")),
                row.flag("degraded"),
                Decision.Durability.JOURNALED,
                null,
                Objects.requireNonNull(row.instant("decided_at")),
                new Decision.Latency(
                        row.whole("total_micros"),
                        row.whole("features_micros"),
                        row.whole("scoring_micros"),
                        row.whole("policy_micros"),
                        0));
    }

    DecisionScan.Detail detail(Cells row) {
        return new DecisionScan.Detail(
                transaction(row),
                vector(row),
                row.plan(plans).features(),
                json.lists(row.text("lists")));
    }

    /** What training and back-filling need of a decision; null for an imported transaction. */
    History.@Nullable Decided decided(Cells row) {
        String outcome = row.text("outcome");
        String model = row.text("model_name");
        return outcome == null
                ? null
                : new History.Decided(
                        DecisionOutcome.valueOf(outcome),
                        row.number("score"),
                        model == null
                                ? null
                                : new ModelReference(model, (int) row.whole("model_version")),
                        row.plan(plans).hash(),
                        vector(row),
                        json.draw(row.text("trace")));
    }

    private static FeatureVector vector(Cells row) {
        return PackedVector.unpack(row.bytes("vector"));
    }

    static ReportedOutcome report(Cells row) {
        return report(row, "transaction_id");
    }

    static ReportedOutcome report(Cells row, String transactionIdColumn) {
        return new ReportedOutcome(
                required(row, "outcome_id"),
                required(row, transactionIdColumn),
                Verdict.valueOf(required(row, "verdict")),
                Source.valueOf(required(row, "source")),
                row.text("reason"),
                Objects.requireNonNull(row.instant("reported_at")),
                row.text("reverses"));
    }

    private DecisionTrace trace(Cells row) {
        FeaturePlans.Stored plan = row.plan(plans);
        JournalJson.Trace trace = json.trace(row.text("trace"));
        return new DecisionTrace(
                plan.hash(),
                plan.features(),
                vector(row),
                trace.inForce(),
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

    private static String required(Cells row, String column) {
        return Objects.requireNonNull(row.text(column), column);
    }
}
