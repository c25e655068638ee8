package io.riskgate.bench;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar on a home and ports that stay the same from one start to the next. */
public final class LocalService implements AutoCloseable {

    public static final String ADMIN = "rk_dev_admin";
    public static final String PAYMENTS = "rk_dev_payments";

    private static final Path JAR = Path.of("target", "riskgate.jar").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(3);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path home;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private Process process;

    /** A service on this home, not yet started. */
    public LocalService(Path home) throws IOException {
        this.home = Files.createDirectories(home);
    }

    /** Sets a variable of its environment from the next start on. */
    public LocalService with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Starts it and waits until it is ready; answers how long that took. */
    public Duration start(String... arguments) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        List<String> command = new ArrayList<>(List.of("serve"));
        command.addAll(List.of(arguments));
        process = command(command).start();
        while (!isReady()) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)
                    || System.nanoTime() - begin > START.toNanos()) {
                throw new IllegalStateException("not ready; see " + log());
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** A command of the jar on the same home. */
    public ProcessBuilder command(List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String options = System.getProperty("bench.java", "");
        if (!options.isBlank()) {
            words.addAll(List.of(options.split(" ")));
        }
        words.add("-jar");
        words.add(JAR.toString());
        words.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().put("RISKGATE_HOME", home.toString());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        // What is measured is what comes after a first start: no archive of classes is made beside
        // it.
        builder.environment().put("RISKGATE_PLATFORM_QUICKSTART", "false");
        builder.environment().putAll(environment);
        return builder;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get(port, "/readyz", "").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Asks the API or, with its port, the management door. */
    public HttpResponse<String> get(int of, String path, String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of + path))
                        .timeout(Duration.ofSeconds(10));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and waits for the end; answers the exit status. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    public Process process() {
        return process;
    }

    public Path home() {
        return home;
    }

    public Path log() {
        return home.resolveSibling(home.getFileName() + ".log");
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    /** What {@code services.json} says while it runs. */
    public JsonNode services() throws IOException {
        return JSON.readTree(Files.readString(home.resolve("services.json")));
    }

    public String bootstrapServers() throws IOException {
        return services().path("kafka").path("bootstrapServers").asString();
    }

    /** A port that nothing listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        client.close();
    }
}
