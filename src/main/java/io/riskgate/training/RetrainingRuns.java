package io.riskgate.training;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The runs that all replicas started, as the database keeps them: one at a time. */
@Repository
class RetrainingRuns {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int STAGES = Stages.Stage.values().length;

    private final JdbcClient jdbc;

    RetrainingRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Records a run that begins.
     *
     * @throws RefusedException (409) where one is running already, here or on another replica
     */
    UUID begin(RunRequest request, RetrainingRun.Cause cause, String by) {
        UUID id = UUID.randomUUID();
        try {
            jdbc.sql(
                            """
                            insert into retraining_run (run_id, done, steps, model, cause, requested_by, state, stage, request)
                            values (?, 0, 1, ?, ?, ?, 'RUNNING', 'START', cast(? as jsonb))
                            """)
                    .params(id, request.model(), cause.name(), by, JSON.writeValueAsString(request))
                    .update();
            return id;
        } catch (DuplicateKeyException e) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "A training run is under way; they run one at a time.",
                    running().map(run -> Map.<String, Object>of("run", run)).orElse(Map.of()));
        }
    }

    private Optional<UUID> running() {
        return jdbc.sql("select run_id from retraining_run where state = 'RUNNING'")
                .query(UUID.class)
                .optional();
    }

    /** Records how far a run has come; false where it no longer counts as running. */
    boolean progress(UUID id, Stages.Stage stage, int done, int steps) {
        return jdbc.sql(
                                """
                                update retraining_run set stage = ?, done = ?, steps = ?, alive_at = now()
                                where run_id = ? and state = 'RUNNING'
                                """)
                        .params(stage.name(), done, Math.max(1, steps), id)
                        .update()
                == 1;
    }

    /** Says that a run is alive; false where it no longer counts as running. */
    boolean alive(UUID id) {
        return jdbc.sql(
                                "update retraining_run set alive_at = now() where run_id = ? and"
                                        + " state = 'RUNNING'")
                        .param(id)
                        .update()
                == 1;
    }

    void succeeded(UUID id, JsonNode report, String folder) {
        jdbc.sql(
                        """
                        update retraining_run set state = 'SUCCEEDED', ended_at = now(), report = cast(? as jsonb),
                               registered_version = ?, promoted = ?, folder = ?
                        where run_id = ?
                        """)
                .params(
                        JSON.writeValueAsString(report),
                        report.path("registeredVersion").intValue(),
                        report.path("promoted").booleanValue(),
                        folder,
                        id)
                .update();
    }

    void ended(UUID id, RetrainingRun.State state, String failure) {
        jdbc.sql(
                        """
                        update retraining_run set state = ?, ended_at = now(), failure = ?
                        where run_id = ? and state = 'RUNNING'
                        """)
                .params(state.name(), failure, id)
                .update();
    }

    /** Records as interrupted what has not been heard of for so long; how many there were. */
    int interruptLost(Duration silence) {
        return jdbc.sql(
                        """
                        update retraining_run set state = 'INTERRUPTED', ended_at = now(),
                               failure = 'the service that ran it is gone'
                        where state = 'RUNNING' and alive_at < now() - make_interval(secs => ?)
                        """)
                .param(silence.toMillis() / 1e3)
                .update();
    }

    Optional<RetrainingRun> find(UUID id) {
        return jdbc.sql("select * from retraining_run where run_id = ?")
                .param(id)
                .query(RetrainingRuns::read)
                .optional();
    }

    /**
     * The newest first.
     *
     * @param after the run after which the list goes on, null for its begin
     */
    List<RetrainingRun> list(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        """
                        select * from retraining_run
                        where cast(:after as uuid) is null or (requested_at, run_id) <
                              (select requested_at, run_id from retraining_run where run_id = :after)
                        order by requested_at desc, run_id desc limit :limit
                        """)
                .param("after", after)
                .param("limit", limit)
                .query(RetrainingRuns::read)
                .list();
    }

    private static RetrainingRun read(ResultSet row, int number) throws SQLException {
        RetrainingRun.State state = RetrainingRun.State.valueOf(row.getString("state"));
        String stage = row.getString("stage");
        String report = row.getString("report");
        int version = row.getInt("registered_version");
        boolean registered = !row.wasNull();
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new RetrainingRun(
                row.getObject("run_id", UUID.class),
                row.getString("model"),
                state,
                RetrainingRun.Cause.valueOf(row.getString("cause")),
                row.getString("requested_by"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                stage.toLowerCase(Locale.ROOT),
                state == RetrainingRun.State.SUCCEEDED
                        ? 1
                        : progress(stage, row.getInt("done") / (double) row.getInt("steps")),
                JSON.readTree(Objects.requireNonNull(row.getString("request"))),
                report == null ? null : JSON.readTree(report),
                registered ? version : null,
                row.getBoolean("promoted"),
                row.getString("failure"),
                row.getString("folder"));
    }

    private static double progress(String stage, double within) {
        for (Stages.Stage one : Stages.Stage.values()) {
            if (one.name().equals(stage)) {
                return (one.ordinal() + Math.min(1, within)) / STAGES;
            }
        }
        return 0;
    }
}
