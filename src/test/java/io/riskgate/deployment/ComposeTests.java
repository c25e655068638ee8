package io.riskgate.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The compose file says what the service, its image and the official images understand. */
class ComposeTests {

    private static final Path FILE = Path.of("docker-compose.yml");
    private static final Set<String> OURS = Set.of("migrate", "riskgate", "simulate");

    private final JsonNode file = Chart.objects(read(FILE)).getFirst();
    private final JsonNode services = file.path("services");

    @Test
    void everyVariableOfTheServiceIsASetting() {
        for (String service : OURS) {
            assertThat(services.path(service).path("environment").propertyNames())
                    .as(service)
                    .isNotEmpty()
                    .allMatch(Settings::isKnown, "a setting");
        }
    }

    @Test
    void everyVariableOfTheImageIsASetting() {
        Matcher variables =
                Pattern.compile("(?m)^(?:ENV|   ) ([A-Z_]+)=").matcher(read(Path.of("Dockerfile")));

        assertThat(variables.results().map(found -> found.group(1)))
                .contains("RISKGATE_HOME", "JDK_JAVA_OPTIONS")
                .allMatch(Settings::isKnown, "a setting");
    }

    @Test
    void everyImageIsPinnedAndCanBeReplaced() {
        for (JsonNode service : services) {
            assertThat(service.path("image").asString())
                    .matches("\\$\\{[A-Z]+_IMAGE:-[a-z/-]+:(local|v?\\d+(\\.\\d+)+)}");
        }
    }

    @Test
    void startsInTheOrderOfHealth() {
        services.properties()
                .forEach(
                        service ->
                                service.getValue()
                                        .path("depends_on")
                                        .properties()
                                        .forEach(this::assertWaitedFor));
        assertThat(services.at("/riskgate/depends_on").propertyNames())
                .containsExactlyInAnyOrder("migrate", "kafka");
    }

    private void assertWaitedFor(Map.Entry<String, JsonNode> dependency) {
        JsonNode awaited = services.path(dependency.getKey());
        assertThat(awaited.isObject()).as(dependency.getKey()).isTrue();
        if (dependency.getValue().path("condition").asString().equals("service_healthy")) {
            assertThat(OURS.contains(dependency.getKey()) || awaited.has("healthcheck"))
                    .as("health of " + dependency.getKey())
                    .isTrue();
        }
    }

    @Test
    void whatHoldsStateHasAVolumeAndWhatIsMountedIsThere() {
        for (String service : List.of("postgres", "kafka", "riskgate", "prometheus", "grafana")) {
            assertThat(services.path(service).path("volumes").valueStream())
                    .as(service)
                    .anyMatch(
                            mount ->
                                    file.path("volumes")
                                            .has(mount.asString().replaceAll(":.*", "")));
        }
        services.findValues("volumes").stream()
                .flatMap(JsonNode::valueStream)
                .map(mount -> mount.asString().replaceAll(":.*", ""))
                .filter(mount -> mount.startsWith("./"))
                .forEach(mount -> assertThat(Path.of(mount)).exists());
    }

    @Test
    void theServiceRunsWithoutPrivileges() {
        for (String name : OURS) {
            JsonNode service = services.path(name);
            assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(service.at("/cap_drop/0").asString()).as(name).isEqualTo("ALL");
        }
        assertThat(services.at("/migrate/environment").propertyNames())
                .contains("SPRING_FLYWAY_USER");
        assertThat(services.at("/riskgate/environment").propertyNames())
                .doesNotContain("SPRING_FLYWAY_USER", "SPRING_FLYWAY_PASSWORD");
        assertThat(services.findValues("ports").toString()).doesNotContain("\"8", "\"3", "\"9");
    }

    /** So that the commands of the README work here too. */
    @Test
    void theKeysAreThoseOfTheReadme() throws Exception {
        String keys = services.at("/riskgate/environment/RISKGATE_SECURITY_KEYS").asString();

        for (String key : List.of("rk_dev_payments", "rk_dev_analyst", "rk_dev_admin")) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            assertThat(keys).contains(HexFormat.of().formatHex(digest));
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
