package io.riskgate.simulation.drive;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the running service of a home is reached. */
record RunningService(int port, String bootstrapServers) {

    private static final int CONNECT_MILLIS = 3_000;

    /**
     * The service whose {@code services.json} stands in this home.
     *
     * @throws IllegalStateException with what to do where none runs
     */
    static RunningService of(Path home) throws IOException {
        Path file = home.resolve("services.json");
        if (!Files.exists(file)) {
            throw none(home);
        }
        JsonNode services = JsonMapper.shared().readTree(Files.readString(file));
        int port = services.path("http").path("port").asInt();
        if (!answers(port)) {
            throw none(home);
        }
        return new RunningService(
                port, services.path("kafka").path("bootstrapServers").asString(""));
    }

    /* A service that was killed leaves its file behind. */
    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static IllegalStateException none(Path home) {
        return new IllegalStateException(
                "No service runs in "
                        + home.toAbsolutePath().normalize()
                        + ": start one (serve), set RISKGATE_HOME to its home, or write to a"
                        + " file with --out.");
    }
}
