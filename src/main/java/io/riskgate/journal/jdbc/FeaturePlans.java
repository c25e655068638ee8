package io.riskgate.journal.jdbc;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The feature plans that vectors were written with, each under a small number. */
@Component
class FeaturePlans {

    private final JdbcClient jdbc;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<String, Stored> learned = new ConcurrentHashMap<>();
    private final Map<Integer, Stored> plans = new ConcurrentHashMap<>();

    FeaturePlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of a plan; a plan not seen before is stored first. */
    int idOf(FeaturePlan plan) {
        Integer known = ids.get(plan.hash());
        return known != null
                ? known
                : ids.computeIfAbsent(
                        plan.hash(), hash -> store(new Stored(hash, plan.features())));
    }

    /** The plan of this number. */
    Stored plan(int id) {
        return plans.computeIfAbsent(id, this::load);
    }

    /** The plan of this hash, which was learned before. */
    Stored plan(String hash) {
        return Objects.requireNonNull(learned.get(hash), hash);
    }

    /** The number of a plan that was learned; one not seen before is stored first. */
    int idOf(String hash) {
        return ids.computeIfAbsent(hash, unknown -> store(plan(unknown)));
    }

    /** Takes note of a plan by its declarations. */
    void learn(String hash, String declarations) {
        learned.computeIfAbsent(hash, unknown -> new Stored(hash, features(declarations)));
    }

    /** The declarations of a plan, as {@link #learn} takes them. */
    String declarations(FeaturePlan plan) {
        return mapper.writeValueAsString(plan.features().declarations());
    }

    private FeatureSet features(String declarations) {
        return FeatureSet.ofDeclarations(
                mapper.readValue(declarations, new TypeReference<List<Map<String, Object>>>() {}));
    }

    private int store(Stored plan) {
        jdbc.sql(
                        "insert into feature_plan (hash, declarations) values (?, ?::jsonb) on"
                                + " conflict (hash) do nothing")
                .param(plan.hash())
                .param(mapper.writeValueAsString(plan.features().declarations()))
                .update();
        return jdbc.sql("select plan_id from feature_plan where hash = ?")
                .param(plan.hash())
                .query(Integer.class)
                .single();
    }

    private Stored load(int id) {
        return jdbc.sql("select hash, declarations from feature_plan where plan_id = ?")
                .param(id)
                .query(
                        (row, n) ->
                                new Stored(
                                        row.getString("hash"),
                                        features(row.getString("declarations"))))
                .single();
    }

    /** A plan as it was when vectors were written with it. */
    record Stored(String hash, FeatureSet features) {}
}
