package io.riskgate.metric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;

/** docs/metrics.md is what the enum says; {@code -Dmetrics.write=true} writes it anew. */
class MetricsPageTests {

    private static final Path PAGE = Path.of("docs", "metrics.md");

    @Test
    void thePageSaysWhatTheEnumSays() throws Exception {
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE))
                .as("mvnw test -Dtest=MetricsPageTests -Dmetrics.write=true writes it")
                .isEqualTo(page());
    }

    private static String page() {
        return """
        # Metrics

        Every meter that Riskgate registers, as `GET :8081/actuator/prometheus` tells it. Prometheus is given
        underscores for dots; a counter ends in `_total`, a time is in seconds and has `_seconds_count`, `_seconds_sum`
        and, where it has buckets, `_seconds_bucket`. Spring Boot adds its own (`jvm_…`, `process_…`, `hikaricp_…`,
        `http_server_requests_…`, `kafka_…`).

        | meter | in Prometheus | what it says |
        |---|---|---|
        """
                + Arrays.stream(Metric.values())
                        .sorted(Comparator.comparing(Metric::meter))
                        .map(
                                metric ->
                                        "| `%s` | `%s` | %s |%n"
                                                .formatted(
                                                        metric.meter(),
                                                        metric.meter().replace('.', '_'),
                                                        metric.description()))
                        .collect(Collectors.joining());
    }
}
