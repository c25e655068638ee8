package io.riskgate.casework;

import io.riskgate.outcome.Verdict;
import io.riskgate.policy.DecisionOutcome;
import io.riskgate.policy.Reason;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Reads the rows of cases and what belongs to them. */
@Component
class CaseRows {

    private final JsonMapper mapper = JsonMapper.builder().build();

    FraudCase fraudCase(ResultSet row, int number) throws SQLException {
        Instant resolvedAt = time(row, "resolved_at");
        return new FraudCase(
                row.getObject("case_id", UUID.class),
                row.getString("account_id"),
                CaseStatus.valueOf(row.getString("status")),
                row.getString("assignee"),
                row.getInt("revision"),
                row.getDouble("amount_at_risk"),
                row.getInt("decision_count"),
                DecisionOutcome.valueOf(row.getString("outcome")),
                number(row, "max_score"),
                row.getBoolean("escalated"),
                new FraudCase.Times(
                        moment(row, "opened_at"),
                        moment(row, "due_at"),
                        moment(row, "last_decided_at")),
                resolvedAt == null
                        ? null
                        : new FraudCase.Resolution(
                                Verdict.valueOf(row.getString("verdict")),
                                row.getString("reason"),
                                row.getString("resolved_by"),
                                resolvedAt));
    }

    CaseFile.Gathered gathered(ResultSet row, int number) throws SQLException {
        String reasons = row.getString("reasons");
        return new CaseFile.Gathered(
                row.getObject("decision_id", UUID.class),
                row.getString("transaction_id"),
                DecisionOutcome.valueOf(row.getString("outcome")),
                number(row, "score"),
                new CaseFile.Money(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("channel"),
                moment(row, "occurred_at"),
                moment(row, "decided_at"),
                reasons == null
                        ? List.of()
                        : mapper.readValue(reasons, new TypeReference<List<Reason>>() {}));
    }

    CaseFile.Recent recent(ResultSet row, int number) throws SQLException {
        String outcome = row.getString("outcome");
        return new CaseFile.Recent(
                row.getString("transaction_id"),
                moment(row, "occurred_at"),
                new CaseFile.Money(row.getLong("amount_minor"), row.getString("currency")),
                row.getString("channel"),
                row.getString("merchant_id"),
                outcome == null ? null : DecisionOutcome.valueOf(outcome),
                number(row, "score"));
    }

    CaseFile.Note note(ResultSet row, int number) throws SQLException {
        return new CaseFile.Note(
                row.getLong("note_id"),
                row.getString("author"),
                moment(row, "written_at"),
                row.getString("text"));
    }

    CaseFile.Event event(ResultSet row, int number) throws SQLException {
        return new CaseFile.Event(
                row.getString("kind"),
                row.getString("actor"),
                moment(row, "happened_at"),
                row.getString("detail"));
    }

    static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
