package io.riskgate.casework;

import io.riskgate.outcome.Outcomes;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.Source;
import io.riskgate.outcome.Verdict;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells the ledger what analysts found. */
@Component
class CaseReports {

    /*
     * The ledger has a transaction of its own. A resolution is stored first, marked as not yet reported; the reports
     * derive everything from it, their ids and times too, so that sending them again after a crash is a repeat.
     */
    private static final int MOST = 1000;

    private final JdbcClient jdbc;
    private final Outcomes outcomes;

    CaseReports(JdbcClient jdbc, Outcomes outcomes) {
        this.jdbc = jdbc;
        this.outcomes = outcomes;
    }

    /** Reports every resolution that was not reported yet. */
    void reportAll() {
        jdbc.sql("select case_id from fraud_case where not reported order by resolved_at")
                .query(UUID.class)
                .list()
                .forEach(this::report);
    }

    /** Reports one resolution. */
    void report(UUID caseId) {
        Resolved resolved =
                jdbc.sql(
                                "select case_id, revision, verdict, reason, resolved_at from"
                                        + " fraud_case where case_id = ? and not reported")
                        .param(caseId)
                        .query(CaseReports::resolved)
                        .optional()
                        .orElse(null);
        if (resolved == null) {
            return;
        }
        List<ReportedOutcome> reports =
                jdbc
                        .sql(
                                "select transaction_id from case_decision where case_id = ?"
                                        + " order by sequence")
                        .param(caseId)
                        .query(String.class)
                        .list()
                        .stream()
                        .map(resolved::report)
                        .toList();
        for (int from = 0; from < reports.size(); from += MOST) {
            outcomes.accept(reports.subList(from, Math.min(reports.size(), from + MOST)));
        }
        jdbc.sql("update fraud_case set reported = true where case_id = ? and revision = ?")
                .params(caseId, resolved.revision())
                .update();
    }

    private static Resolved resolved(ResultSet row, int number) throws SQLException {
        return new Resolved(
                row.getObject("case_id", UUID.class),
                row.getInt("revision"),
                Verdict.valueOf(row.getString("verdict")),
                row.getString("reason"),
                CaseRows.moment(row, "resolved_at"));
    }

    private record Resolved(UUID caseId, int revision, Verdict verdict, String reason, Instant at) {

        ReportedOutcome report(String transactionId) {
            String name = caseId + "/" + revision + "/" + transactionId;
            UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
            return new ReportedOutcome(
                    "case-" + id, transactionId, verdict, Source.ANALYST, reason, at, null);
        }
    }
}
