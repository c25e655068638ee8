package io.riskgate.gate;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PostgreSQL and Kafka in containers instead of embedded, where {@code -Driskgate.test.containers}
 * asks for it; {@code riskgate.test.postgres-image} and {@code riskgate.test.kafka-image} name
 * others than the compose file does.
 */
final class OfficialImages {

    private static final List<String> ROLES = List.of("payments", "analyst", "admin");

    private OfficialImages() {}

    /** The settings that lead a service to where it stands: none for the embedded ones. */
    static List<String> settings() {
        return Boolean.getBoolean("riskgate.test.containers") ? containers() : List.of();
    }

    /* They live as long as the tests do; Testcontainers removes them after that. */
    private static List<String> containers() {
        PostgreSQLContainer postgres =
                new PostgreSQLContainer(image("postgres", "postgres:18.6"))
                        .withUsername("riskgate")
                        .withPassword("riskgate")
                        .withDatabaseName("postgres");
        KafkaContainer kafka = new KafkaContainer(image("kafka", "apache/kafka:4.2.1"));
        Stream.of(postgres, kafka).parallel().forEach(container -> container.start());
        return List.of(
                "--spring.datasource.url=" + postgres.getJdbcUrl(),
                "--spring.datasource.username=" + postgres.getUsername(),
                "--spring.datasource.password=" + postgres.getPassword(),
                "--spring.kafka.bootstrap-servers=" + kafka.getBootstrapServers(),
                "--riskgate.security.keys=" + keys());
    }

    private static DockerImageName image(String name, String official) {
        return DockerImageName.parse(
                        System.getProperty("riskgate.test." + name + "-image", official))
                .asCompatibleSubstituteFor(official.replaceAll(":.*", ""));
    }

    /** The development keys, which exist by themselves only where all is embedded. */
    private static String keys() {
        return ROLES.stream()
                .map(role -> "dev-" + role + ":" + role + ":" + sha256("rk_dev_" + role))
                .collect(Collectors.joining(","));
    }

    private static String sha256(String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
