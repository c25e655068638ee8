package io.riskgate.platform.process;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Riskgate started from the packaged jar with a home and ports of its own. */
public final class RiskgateProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "riskgate.jar").toAbsolutePath();
    private static final Duration START = Duration.ofMinutes(4);

    private final Process process;
    private final Path output;
    private final int port;
    private final int managementPort;

    private RiskgateProcess(Process process, Path output, int port, int managementPort) {
        this.process = process;
        this.output = output;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts a command of the jar with the Java that runs the tests. */
    public static RiskgateProcess start(
            Path home, Map<String, String> environment, String... arguments) throws IOException {
        return start(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                home,
                environment,
                arguments);
    }

    /** Starts a command of the jar with the given Java. */
    static RiskgateProcess start(
            Path java, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        return start(List.of(java.toString()), home, environment, arguments);
    }

    /** Starts a command of the jar with the given Java and its options. */
    static RiskgateProcess start(
            List<String> java, Path home, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("riskgate", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        int port = freePort();
        int managementPort = freePort();
        builder.environment().put("RISKGATE_HOME", home.toString());
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        builder.environment().putAll(environment);
        return new RiskgateProcess(builder.start(), output, port, managementPort);
    }

    public static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public int managementPort() {
        return managementPort;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it says that it is ready. */
    public RiskgateProcess awaitReady() throws Exception {
        long deadline = System.nanoTime() + START.toNanos();
        while (!isReady()) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("not ready:\n" + output());
            }
        }
        return this;
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get(port, "/readyz").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Asks one of its ports. */
    HttpResponse<String> get(int of, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + of + path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Waits for its end and gives the exit status. */
    int awaitExit(Duration within) throws Exception {
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("still running:\n" + output());
        }
        return process.exitValue();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Stops it if it still runs, so that a failed test leaves nothing behind. */
    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Files.deleteIfExists(output);
    }
}
