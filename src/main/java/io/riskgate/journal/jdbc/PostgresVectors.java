package io.riskgate.journal.jdbc;

import io.riskgate.feature.FeatureSet;
import io.riskgate.journal.LoggedVectors;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.Amount;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Reads the few columns that training needs, in constant memory. */
@Component
class PostgresVectors implements LoggedVectors {

    private static final String CENSUS =
            """
            select coalesce(p.hash, '') as hash, count(*) as transactions
            from journal j left join feature_plan p on p.plan_id = j.plan_id and j.vector is not null
            where j.occurred_at >= ? and j.occurred_at < ? group by 1\
            """;
    private static final String DECIDED =
            """
            select transaction_id, account_id, occurred_at, amount_minor, currency, outcome, score, model_name, model_version, plan_id, vector,
                   case when trace like '%"draw"%' then trace end as trace
            from journal
            where occurred_at >= ? and occurred_at < ? and outcome is not null and vector is not null
            order by sequence\
            """;
    private static final String REPORTS =
            """
            select o.* from outcome_report o
            join transaction_identity i on i.transaction_id = o.transaction_id
            join journal j on j.sequence = i.sequence and j.recorded_at = i.recorded_at
            where j.occurred_at >= ? and j.occurred_at < ? order by o.sequence\
            """;

    private final JdbcClient jdbc;
    private final Cursors cursors;
    private final Rows rows;
    private final FeaturePlans plans;

    PostgresVectors(JdbcClient jdbc, Cursors cursors, Rows rows, FeaturePlans plans) {
        this.jdbc = jdbc;
        this.cursors = cursors;
        this.rows = rows;
        this.plans = plans;
    }

    @Override
    public Map<String, FeatureSet> plans() {
        Map<String, FeatureSet> found = new HashMap<>();
        for (int id : jdbc.sql("select plan_id from feature_plan").query(Integer.class).list()) {
            FeaturePlans.Stored plan = plans.plan(id);
            found.put(plan.hash(), plan.features());
        }
        return found;
    }

    @Override
    public Map<String, Long> census(Instant from, Instant to) {
        Map<String, Long> counts = new HashMap<>();
        cursors.read(
                CENSUS,
                between(from, to),
                row -> counts.put(row.getString("hash"), row.getLong("transactions")));
        return counts;
    }

    @Override
    public void read(Instant from, Instant to, Consumer<Logged> logged) {
        cursors.read(DECIDED, between(from, to), row -> logged.accept(logged(row)));
    }

    @Override
    public void reports(Instant from, Instant to, Consumer<ReportedOutcome> reports) {
        cursors.read(
                REPORTS,
                between(from, to),
                row -> reports.accept(Rows.report(new ResultCells(row))));
    }

    private Logged logged(ResultSet row) throws SQLException {
        Cells cells = new ResultCells(row);
        return new Logged(
                row.getString("transaction_id"),
                row.getString("account_id"),
                Objects.requireNonNull(cells.instant("occurred_at")),
                new Amount(
                        row.getLong("amount_minor"),
                        Currency.getInstance(row.getString("currency"))),
                Objects.requireNonNull(rows.decided(cells)));
    }

    private static List<Object> between(Instant from, Instant to) {
        return List.of(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC));
    }
}
