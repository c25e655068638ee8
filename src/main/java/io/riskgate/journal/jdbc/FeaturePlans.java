package io.riskgate.journal.jdbc;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The feature plans that vectors were written with, each under a small number. */
@Component
class FeaturePlans {

    private final JdbcClient jdbc;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Stored> plans = new ConcurrentHashMap<>();

    FeaturePlans(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The number of a plan; a plan not seen before is stored first. */
    int idOf(FeaturePlan plan) {
        Integer known = ids.get(plan.hash());
        return known != null ? known : ids.computeIfAbsent(plan.hash(), hash -> store(plan));
    }

    /** The plan of this number. */
    Stored plan(int id) {
        return plans.computeIfAbsent(id, this::load);
    }

    private int store(FeaturePlan plan) {
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
                                        FeatureSet.ofDeclarations(
                                                mapper.readValue(
                                                        row.getString("declarations"),
                                                        new TypeReference<
                                                                List<Map<String, Object>>>() {}))))
                .single();
    }

    /** A plan as it was when vectors were written with it. */
    record Stored(String hash, FeatureSet features) {}
}
