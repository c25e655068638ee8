package io.riskgate.simulation.drive;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the running service of a home is reached. */
record RunningService(int port, String bootstrapServers) {

    /**
     * The service whose {@code services.json} stands in this home.
     *
     * @throws IllegalStateException with what to do where none runs
     */
    static RunningService of(Path home) throws IOException {
        Path file = home.resolve("services.json");
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "No service runs in "
                            + home.toAbsolutePath().normalize()
                            + ": start one (serve), set RISKGATE_HOME to its home, or write to a"
                            + " file with --out.");
        }
        JsonNode services = JsonMapper.shared().readTree(Files.readString(file));
        return new RunningService(
                services.path("http").path("port").asInt(),
                services.path("kafka").path("bootstrapServers").asString(""));
    }
}
