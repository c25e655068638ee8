package io.riskgate.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.time.Duration;
import java.util.Map;

class PlatformSettingsTests {

    @Test
    void defaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(
                        new PlatformSettings(
                                0, 0, "384m", 4, (short) -1, true, Duration.ofSeconds(10)));
    }

    @Test
    void names() {
        assertThat(
                        bound(
                                Map.of(
                                        "riskgate.platform.postgres-port", "1",
                                        "riskgate.platform.kafka-port", "2",
                                        "riskgate.platform.kafka-heap", "1g",
                                        "riskgate.platform.topic-partitions", "3",
                                        "riskgate.platform.topic-replicas", "2",
                                        "riskgate.platform.quick-start", "false",
                                        "riskgate.platform.patience", "1m")))
                .isEqualTo(
                        new PlatformSettings(
                                1, 2, "1g", 3, (short) 2, false, Duration.ofMinutes(1)));
    }

    private static PlatformSettings bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("riskgate.platform", PlatformSettings.class);
    }
}
