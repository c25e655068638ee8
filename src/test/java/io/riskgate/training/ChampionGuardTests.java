package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.riskgate.gate.RunningGate;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model that approves everybody is promoted in a running service, and the guard takes it back.
 */
class ChampionGuardTests {

    private static final GuardSettings SOON =
            new GuardSettings(
                    Duration.ofHours(1),
                    Duration.ofSeconds(10),
                    30,
                    0.5,
                    100,
                    1e6,
                    0.1,
                    1.01,
                    0.001);

    private final RunningGate gate = RunningGate.shared();
    private final ServicePromoter promoter = gate.bean(ServicePromoter.class);
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);

    @Test
    void theFormerChampionComesBackWithTheFiguresOnRecord() {
        ModelReference former = Objects.requireNonNull(promoter.champion("fraud"));
        decide("guard-before-");
        ModelReference approvesAll = register(former);
        assertThat(promoter.promote(List.of(approvesAll), "a test", "test")).isTrue();
        assertThat(promoter.champion("fraud")).isEqualTo(approvesAll);
        guard().look();
        assertThat(state(approvesAll)).isEqualTo("WATCHING");

        decide("guard-after-");
        guard().look();

        assertThat(promoter.champion("fraud")).isEqualTo(former);
        assertThat(state(approvesAll)).isEqualTo("ROLLED_BACK");
        Map<String, Object> watch = watch(approvesAll);
        assertThat(watch.get("verdict")).asString().contains("share not approved 0.0000");
        assertThat(watch.get("figures")).asString().contains("interventionShare");
        String audited =
                gate.get("/admin/v1/models", "rk_dev_admin").json().toString()
                        + gate.get("/admin/v1/audit?limit=20", "rk_dev_admin").json();
        assertThat(audited).contains("rolled back from version " + approvesAll.version());
    }

    private ChampionGuard guard() {
        return new ChampionGuard(
                gate.bean(PromotionWatches.class),
                promoter,
                gate.bean(TransactionOperations.class),
                SOON,
                new SimpleMeterRegistry());
    }

    private ModelReference register(ModelReference like) {
        Models models = gate.bean(Models.class);
        Manifest manifest = models.get(like);
        int columns = Assessing.features(manifest).columns().size();
        double[] weights = new double[columns + 1];
        weights[0] = -6;
        float[] zeros = new float[columns];
        float[] ones = new float[columns];
        java.util.Arrays.fill(ones, 1);
        byte[] onnx = new LinearModel(new Standardisation(zeros, ones), weights).toOnnx();
        Manifest draft =
                new Manifest(
                        like,
                        "approves everybody",
                        manifest.features(),
                        Trainer.SIGNATURE,
                        manifest.thresholds(),
                        Map.of(),
                        new Manifest.Evidence(
                                "",
                                Map.of(),
                                manifest.evidence().calibration(),
                                Map.of(),
                                List.of()));
        return models.register(draft, onnx, null, "test").model();
    }

    private void decide(String prefix) {
        Instant at = Instant.parse("2021-07-01T10:00:00Z");
        for (int i = 0; i < 60; i++) {
            String transaction =
                    """
                    {"transactionId": "%s%d", "occurredAt": "%s", "accountId": "guard-account-%d",
                     "amount": {"value": 1500, "currency": "EUR"}}
                    """
                            .formatted(prefix, i, at.plusSeconds(i * 3600L), i);
            assertThat(gate.decide(transaction).status()).isEqualTo(200);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> journaled(prefix), count -> count == 60);
    }

    /* What PostgreSQL could not take in time comes a little later. */
    private long journaled(String prefix) {
        return jdbc.sql("select count(*) from journal where transaction_id like ?")
                .param(prefix + "%")
                .query(Long.class)
                .single();
    }

    private String state(ModelReference version) {
        return String.valueOf(watch(version).get("state"));
    }

    private Map<String, Object> watch(ModelReference version) {
        return jdbc.sql("select * from promotion_watch where version = ?")
                .param(version.version())
                .query()
                .singleRow();
    }
}
