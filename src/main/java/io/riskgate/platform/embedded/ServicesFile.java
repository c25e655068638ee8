package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where the running service of a home is found: {@code services.json}. */
final class ServicesFile {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;

    ServicesFile(Home home) {
        file = home.resolve("services.json");
    }

    void write(Services services) {
        try {
            OwnerOnly.write(file, JSON.writeValueAsString(services) + "\n");
        } catch (IOException e) {
            throw new RefusedStartException(
                    "The file " + file + " cannot be written: " + Sentences.of(e), e);
        }
    }

    /** What stands there; says nothing of whether that service still lives. */
    Optional<Services> read() {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readString(file), Services.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new RefusedStartException(
                    "The file " + file + " cannot be removed: " + Sentences.of(e), e);
        }
    }

    /** The addresses of a running service and of what it stands on. */
    record Services(Http http, Postgres postgres, Kafka kafka) {

        /** The same as settings for a command. */
        Map<String, Object> settings() {
            Map<String, Object> settings = new HashMap<>(postgres.address().settings());
            settings.put("riskgate.service.port", http.port());
            settings.put("riskgate.service.management-port", http.managementPort());
            settings.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
            return settings;
        }
    }

    record Http(int port, int managementPort) {}

    record Postgres(String url, @Nullable String user, @Nullable String password) {

        Postgres(PostgresAddress address) {
            this(address.url(), address.user(), address.password());
        }

        PostgresAddress address() {
            return new PostgresAddress(
                    url,
                    Objects.requireNonNullElse(user, ""),
                    Objects.requireNonNullElse(password, ""));
        }
    }

    record Kafka(String bootstrapServers) {}
}
