package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run is told of the settings of the service that starts it. */
class ChildSettingsTests {

    private final MockEnvironment environment =
            new MockEnvironment()
                    .withProperty("riskgate.training.threads", "0")
                    .withProperty("riskgate.training.seed", "7")
                    .withProperty("riskgate.security.keys", "secret")
                    .withProperty("spring.datasource.password", "its own")
                    .withProperty("server.port", "8080");

    @Test
    void areThoseOfTheServiceButForItsKeysAndItsThreads() {
        JsonNode told =
                JsonMapper.shared()
                        .readTree(
                                new ChildSettings(environment, 3)
                                        .get()
                                        .get("SPRING_APPLICATION_JSON"));

        assertThat(told.path("riskgate.training.threads").asInt()).isEqualTo(3);
        assertThat(told.path("riskgate.training.seed").asInt()).isEqualTo(7);
        assertThat(told.path("spring.datasource.password").asString()).isEqualTo("its own");
        assertThat(told.has("riskgate.security.keys")).isFalse();
        assertThat(told.has("server.port")).isFalse();
    }
}
