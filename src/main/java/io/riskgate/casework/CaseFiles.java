package io.riskgate.casework;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.UUID;

/** Reads cases with what belongs to them. */
@Component
class CaseFiles {

    private static final int MOST = 200;
    private static final int RECENT = 20;

    private final JdbcClient jdbc;
    private final CaseRows rows;

    CaseFiles(JdbcClient jdbc, CaseRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /**
     * One case.
     *
     * @param locked whether nobody else may change it until this transaction ends
     */
    FraudCase get(UUID id, boolean locked) {
        return jdbc.sql(
                        "select * from fraud_case where case_id = ?"
                                + (locked ? " for update" : ""))
                .param(id)
                .query(rows::fraudCase)
                .optional()
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NOT_FOUND, "There is no case " + id + "."));
    }

    CaseFile file(UUID id) {
        FraudCase fraudCase = get(id, false);
        return new CaseFile(
                fraudCase,
                jdbc.sql(
                                "select * from case_decision where case_id = ?"
                                        + " order by sequence desc limit "
                                        + MOST)
                        .param(id)
                        .query(rows::gathered)
                        .list(),
                jdbc.sql(
                                "select transaction_id, occurred_at, amount_minor, currency,"
                                        + " channel, merchant_id, outcome, score from journal where"
                                        + " account_id = ? order by sequence desc limit "
                                        + RECENT)
                        .param(fraudCase.accountId())
                        .query(rows::recent)
                        .list(),
                jdbc.sql("select * from case_note where case_id = ? order by note_id")
                        .param(id)
                        .query(rows::note)
                        .list(),
                jdbc.sql(
                                "select * from (select * from case_event where case_id = ?"
                                        + " order by event_id desc limit "
                                        + MOST
                                        + ") newest order by event_id")
                        .param(id)
                        .query(rows::event)
                        .list());
    }
}
