package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.gate.RunningGate;
import io.riskgate.registry.Alias;
import io.riskgate.registry.Aliases;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How a command makes its version champion: by the running service, or where none runs, alone. */
class PromotionsTests {

    private final RunningGate gate = RunningGate.shared();
    private final ServicePromoter service = gate.bean(ServicePromoter.class);
    private final Aliases aliases = gate.bean(Aliases.class);
    private final ModelReference former = Objects.requireNonNull(service.champion("fraud"));

    @Test
    void theRunningServiceTakesEveryStep() {
        ModelReference copy = copy(null);
        try {
            assertThat(promotions(gate.port()).promote(List.of(copy), "passed", "retrain"))
                    .isTrue();
            assertThat(service.champion("fraud")).isEqualTo(copy);
            assertThat(watched(copy)).isEqualTo(former.version());
        } finally {
            service.back(former, "the test is over", "test");
        }
    }

    @Test
    void aRefusedVersionStaysOutAndWhatWasPromotedBeforeItGoesBack() {
        ModelReference good = copyOf("fallback", null);
        ModelReference fallback = Objects.requireNonNull(service.champion("fallback"));
        ModelReference refused = copy("better_than_champion -0.1 (limit 0.005)");
        assertThat(promotions(gate.port()).promote(List.of(good, refused), "try", "retrain"))
                .isFalse();
        assertThat(service.champion("fraud")).isEqualTo(former);
        assertThat(service.champion("fallback")).isEqualTo(fallback);

        RunningGate.Reply override =
                gate.call(
                        "PUT",
                        "/admin/v1/models/fraud/aliases/champion",
                        "{\"version\": %d, \"reason\": \"we know better\", \"override\": true}"
                                .formatted(refused.version()),
                        "rk_dev_admin");
        try {
            assertThat(override.status()).isEqualTo(200);
            assertThat(aliases.find("fraud", Alias.CHAMPION))
                    .hasValueSatisfying(
                            alias -> {
                                assertThat(alias.reason()).isEqualTo("override: we know better");
                                assertThat(alias.by()).contains("admin");
                            });
        } finally {
            service.back(former, "the test is over", "test");
        }
    }

    @Test
    void withoutAServiceTheNextStartFindsIt() {
        ModelReference other = copyOf("idle", null);
        assertThat(promotions(null).promote(List.of(other), "passed", "retrain")).isTrue();
        assertThat(aliases.find("idle", Alias.CHAMPION))
                .hasValueSatisfying(alias -> assertThat(alias.reference()).isEqualTo(other));
    }

    private Promotions promotions(@Nullable Integer port) {
        StandardEnvironment environment = new StandardEnvironment();
        if (port != null) {
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", Map.of("riskgate.service.port", port)));
        }
        return new Promotions(aliases, gate.bean(PromotionWatches.class), environment);
    }

    private ModelReference copy(@Nullable String refusal) {
        return copyOf("fraud", refusal);
    }

    /* Of the model that decides, or for another name of the one that stands in. */
    private ModelReference copyOf(String model, @Nullable String refusal) {
        Models models = gate.bean(Models.class);
        ModelReference like =
                model.equals("fraud")
                        ? former
                        : Objects.requireNonNull(service.champion("fallback"));
        Manifest manifest = models.get(like);
        Manifest draft =
                new Manifest(
                        new ModelReference(model, 1),
                        "a copy",
                        manifest.features(),
                        manifest.signature(),
                        manifest.thresholds(),
                        manifest.provenance(),
                        manifest.evidence());
        return models.register(draft, models.model(like), refusal, "test").model();
    }

    private int watched(ModelReference version) {
        return gate.bean(JdbcClient.class)
                .sql("select former from promotion_watch where version = ? and state = 'WATCHING'")
                .param(version.version())
                .query(Integer.class)
                .single();
    }
}
