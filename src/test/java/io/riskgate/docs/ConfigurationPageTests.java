package io.riskgate.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * docs/reference/configuration.md is what the code's own metadata says; {@code
 * -Dconfiguration.write=true} writes it anew.
 */
class ConfigurationPageTests {

    private static final Path PAGE = Path.of("docs", "reference", "configuration.md");
    private static final Path METADATA = Path.of("target", "classes", "META-INF");

    @Test
    void thePageSaysWhatTheCodeSays() throws Exception {
        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(PAGE, page());
        }

        assertThat(Files.readString(PAGE))
                .as("mvnw test -Dtest=ConfigurationPageTests -Dconfiguration.write=true writes it")
                .isEqualTo(page());
    }

    private static String page() throws IOException {
        return """
        # Configuration

        Every setting of Riskgate's own. Each is also an environment variable: capitals, dots as underscores, dashes as
        underscores or left out (`RISKGATE_DECISION_BUDGET=20ms`), or an argument of any command
        (`--riskgate.decision.budget=20ms`). Spring Boot's settings hold as well, of which a deployment needs
        `SERVER_PORT`, `MANAGEMENT_SERVER_PORT`, `SPRING_DATASOURCE_URL`, `_USERNAME`, `_PASSWORD`,
        `SPRING_FLYWAY_USER`, `_PASSWORD`, `SPRING_KAFKA_BOOTSTRAP_SERVERS`, and
        `MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT`, without which no traces are made.

        | setting | default | what it is |
        |---|---|---|
        """
                + settings().map(ConfigurationPageTests::row).collect(Collectors.joining());
    }

    private static Stream<JsonNode> settings() throws IOException {
        JsonNode metadata =
                JsonMapper.shared()
                        .readTree(
                                Files.readString(
                                        METADATA.resolve("spring-configuration-metadata.json")));
        return StreamSupport.stream(metadata.path("properties").spliterator(), false)
                .filter(setting -> setting.path("name").asString().startsWith("riskgate."))
                .sorted(Comparator.comparing(setting -> setting.path("name").asString()));
    }

    private static String row(JsonNode setting) {
        return "| `%s` | %s | %s |\n"
                .formatted(
                        setting.path("name").asString(),
                        value(setting.path("defaultValue")),
                        description(setting));
    }

    private static String value(JsonNode value) {
        if (value.isArray()) {
            return value.isEmpty() ? "none" : "`" + value.values() + "`";
        }
        String text = value.isMissingNode() ? "" : value.asString();
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String description(JsonNode setting) {
        String text = setting.path("description").asString("").strip();
        return text.replaceAll("\\{@\\w+ ([^}]+)}", "`$1`");
    }
}
