package io.riskgate.policy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Every version of every rule, as read for deciding. */
@Component
class RuleVersions {

    private static final String COLUMNS =
            "rule_id, version, description, expression, outcome, mode, priority, on_error, deleted,"
                    + " created_at, created_by";

    private final JdbcClient jdbc;

    RuleVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of each rule that was not deleted by then, its version at that revision. */
    List<Rule> asOf(long revision) {
        return jdbc.sql(
                        "select * from (select distinct on (rule_id) "
                                + COLUMNS
                                + " from rule_version where policy_revision <= ?"
                                + " order by rule_id, version desc) latest where not deleted")
                .param(revision)
                .query(RuleVersions::rule)
                .list();
    }

    private static Rule rule(ResultSet row, int number) throws SQLException {
        return new Rule(
                row.getString("rule_id"),
                row.getInt("version"),
                row.getString("description"),
                row.getString("expression"),
                DecisionOutcome.valueOf(row.getString("outcome")),
                RuleMode.valueOf(row.getString("mode")),
                row.getInt("priority"),
                DecisionOutcome.valueOf(row.getString("on_error")),
                row.getBoolean("deleted"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"));
    }
}
