package io.riskgate.journal.jdbc;

import io.riskgate.registry.ModelReference;
import io.riskgate.scoring.ShadowScores;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Challengers' scores in PostgreSQL; a score that is there already stands. */
@Component
class PostgresShadowScores implements ShadowScores {

    private static final List<Column<ShadowScore>> COLUMNS =
            List.of(
                    Column.of("transaction_id", "text", ShadowScore::transactionId),
                    Column.of("model_name", "text", score -> score.challenger().name()),
                    Column.of("model_version", "int4", score -> score.challenger().version()),
                    Column.of("score", "float8", ShadowScore::score));

    private static final String INSERT =
            Column.insert("shadow_score", COLUMNS) + " on conflict do nothing";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    PostgresShadowScores(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void add(List<ShadowScore> scores) {
        jdbc.update(
                connection -> {
                    PreparedStatement insert = connection.prepareStatement(INSERT);
                    insert.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
                    Column.bind(connection, insert, 2, COLUMNS, scores);
                    return insert;
                });
    }

    @Override
    public List<ShadowScore> of(String transactionId) {
        return JdbcClient.create(jdbc)
                .sql(
                        """
                        select model_name, model_version, score from shadow_score
                        where transaction_id = ? order by recorded_at, model_name, model_version
                        """)
                .param(transactionId)
                .query(
                        (row, _) ->
                                new ShadowScore(
                                        transactionId,
                                        new ModelReference(row.getString(1), row.getInt(2)),
                                        row.getDouble(3)))
                .list();
    }
}
