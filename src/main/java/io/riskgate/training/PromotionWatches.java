package io.riskgate.training;

import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.registry.RegistrySettings;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The champions under watch, and what was seen of them. */
@Repository
class PromotionWatches {

    /* Enough to see that a distribution has moved. */
    private static final int SCORES = 20_000;

    private final JdbcClient jdbc;
    private final Models models;
    private final RegistrySettings registry;
    private final Duration length;

    PromotionWatches(
            JdbcClient jdbc, Models models, RegistrySettings registry, GuardSettings guard) {
        this.jdbc = jdbc;
        this.models = models;
        this.registry = registry;
        this.length = guard.watch();
    }

    /**
     * One champion under watch.
     *
     * @param former the champion before it
     * @param fallback what was made champion of its fallback with it, null where nothing was
     * @param formerFallback the fallback before that
     * @param ended whether its time is over
     */
    record Watch(
            long id,
            ModelReference version,
            ModelReference former,
            @Nullable ModelReference fallback,
            @Nullable ModelReference formerFallback,
            Instant startedAt,
            boolean ended) {}

    /**
     * Begins to watch the model that decides, if it is among these; an earlier watch of it ends.
     *
     * @param versions made champions together
     * @param before the champions before them, by model
     */
    void begin(List<ModelReference> versions, Map<String, ModelReference> before) {
        for (ModelReference version : versions) {
            ModelReference former = before.get(version.name());
            if (version.name().equals(registry.model()) && former != null) {
                begin(
                        version.version(),
                        former.version(),
                        versions.stream()
                                .filter(one -> one.name().equals(registry.fallback()))
                                .findFirst()
                                .map(ModelReference::version)
                                .orElse(null),
                        Optional.ofNullable(before.get(registry.fallback()))
                                .map(ModelReference::version)
                                .orElse(null));
            }
        }
    }

    private void begin(
            int version, int former, @Nullable Integer fallback, @Nullable Integer formerFallback) {
        jdbc.sql(
                        "update promotion_watch set state = 'SUPERSEDED', ended_at = now()"
                                + " where model = ? and state = 'WATCHING'")
                .param(registry.model())
                .update();
        jdbc.sql(
                        """
                        insert into promotion_watch (ends_at, version, former, fallback, former_fallback, model, state)
                        values (now() + make_interval(secs => :length), :version, :former, :fallback, :formerFallback, :model, 'WATCHING')
                        """)
                .param("length", length.toMillis() / 1e3)
                .param("version", version)
                .param("former", former)
                .param("fallback", fallback)
                .param("formerFallback", formerFallback)
                .param("model", registry.model())
                .update();
    }

    /** One that no other replica looks at just now; locked until the transaction ends. */
    Optional<Watch> next(long afterId) {
        return jdbc.sql(
                        """
                        select *, ends_at <= now() as ended from promotion_watch
                        where state = 'WATCHING' and watch_id > ? order by watch_id limit 1 for update skip locked
                        """)
                .param(afterId)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Records what was seen; and how it ended, if it has. */
    void record(Watch watch, String state, @Nullable String verdict, WatchFigures figures) {
        jdbc.sql(
                        """
                        update promotion_watch set state = :state, verdict = :verdict, figures = cast(:figures as jsonb),
                               ended_at = case when :state = 'WATCHING' then null else now() end
                        where watch_id = :id
                        """)
                .param("state", state)
                .param("verdict", verdict)
                .param("figures", JsonMapper.shared().writeValueAsString(figures))
                .param("id", watch.id())
                .update();
    }

    /** What was decided since the promotion, and in as much time before it. */
    WatchFigures figures(Watch watch) {
        Instant begin = watch.startedAt();
        Instant before = begin.minus(length);
        return new WatchFigures(
                served(watch.version(), begin, Instant.now().plusSeconds(60)),
                served(watch.former(), before, begin));
    }

    private WatchFigures.Served served(ModelReference model, Instant from, Instant to) {
        Double drift = ScoreDrift.of(models.get(model), scores(model, from, to));
        return jdbc.sql(
                        """
                        select count(*) as decisions, count(*) filter (where path <> 'MODEL') as fallbacks,
                               count(*) filter (where outcome <> 'APPROVE') as interventions,
                               percentile_disc(0.99) within group (order by scoring_micros) filter (where path = 'MODEL') as p99
                        from journal
                        where recorded_at >= ? and recorded_at < ? and decision_id is not null
                          and (path <> 'MODEL' or model_name = ? and model_version = ?)
                        """)
                .params(at(from), at(to), model.name(), model.version())
                .query((row, _) -> served(row, drift))
                .single();
    }

    private static WatchFigures.Served served(ResultSet row, @Nullable Double drift)
            throws SQLException {
        int decisions = row.getInt("decisions");
        double p99 = row.getDouble("p99");
        boolean scored = !row.wasNull();
        int atLeastOne = Math.max(1, decisions);
        return new WatchFigures.Served(
                decisions,
                row.getInt("fallbacks") / (double) atLeastOne,
                row.getInt("interventions") / (double) atLeastOne,
                scored ? p99 : null,
                drift);
    }

    private float[] scores(ModelReference model, Instant from, Instant to) {
        List<Float> scores =
                jdbc.sql(
                                """
                                select score from journal
                                where recorded_at >= ? and recorded_at < ? and path = 'MODEL' and model_name = ? and model_version = ?
                                order by sequence desc limit %d
                                """
                                        .formatted(SCORES))
                        .params(at(from), at(to), model.name(), model.version())
                        .query((row, _) -> row.getFloat(1))
                        .list();
        float[] values = new float[scores.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = scores.get(i);
        }
        return values;
    }

    private Watch read(ResultSet row) throws SQLException {
        String model = row.getString("model");
        return new Watch(
                row.getLong("watch_id"),
                new ModelReference(model, row.getInt("version")),
                new ModelReference(model, row.getInt("former")),
                reference(registry.fallback(), row.getObject("fallback", Integer.class)),
                reference(registry.fallback(), row.getObject("former_fallback", Integer.class)),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("ended"));
    }

    private static @Nullable ModelReference reference(String model, @Nullable Integer version) {
        return version == null ? null : new ModelReference(model, version);
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
