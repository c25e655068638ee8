package io.riskgate.trial;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
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
import java.util.concurrent.TimeUnit;

/** The packaged jar on a home folder of its own: its commands, and the service as a process. */
public final class ServiceProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path jar;
    private final Path home;
    private final List<String> javaOptions;
    private final int port;
    private final int managementPort;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    public ServiceProcess(Path jar, Path home, String... javaOptions) throws IOException {
        this.jar = jar;
        this.home = home;
        this.javaOptions = List.of(javaOptions);
        this.port = freePort();
        this.managementPort = freePort();
        Files.createDirectories(home);
    }

    /** Runs a command to its end and answers what it printed. */
    public String run(String... command) throws IOException, InterruptedException {
        Path log = home.resolveSibling(home.getFileName() + "-" + command[0] + ".log");
        Process run = builder(log, List.of(command)).start();
        if (run.waitFor() != 0) {
            throw new IllegalStateException(
                    String.join(" ", command) + " failed: " + Files.readString(log));
        }
        return Files.readString(log);
    }

    /** Starts the service and waits until it is ready; answers how long that took. */
    public Duration start(String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("serve"));
        command.addAll(List.of(settings));
        command.add("--server.port=" + port);
        command.add("--management.server.port=" + managementPort);
        long start = System.nanoTime();
        process = builder(home.resolveSibling(home.getFileName() + "-serve.log"), command).start();
        while (!isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the service ended; see its log beside " + home);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Kills the service without warning. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public Process process() {
        return process;
    }

    public int port() {
        return port;
    }

    /** What stands in services.json. */
    public JsonNode services() throws IOException {
        return JSON.readTree(Files.readString(home.resolve("services.json")));
    }

    public JsonNode post(String path, String json, String key, int... accepted)
            throws IOException, InterruptedException {
        return send("POST", path, json, key, accepted);
    }

    public JsonNode send(String method, String path, String json, String key, int... accepted)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(json))
                        .build();
        HttpResponse<byte[]> response =
                client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        int status = response.statusCode();
        boolean fine = status / 100 == 2;
        for (int also : accepted) {
            fine |= status == also;
        }
        if (!fine) {
            throw new IllegalStateException(
                    method + " " + path + ": " + status + " " + new String(response.body()));
        }
        return response.body().length == 0
                ? JSON.createObjectNode()
                : JSON.readTree(response.body());
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest probe =
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/readyz"))
                            .build();
            return client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private ProcessBuilder builder(Path log, List<String> command) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("--sun-misc-unsafe-memory-access=allow");
        words.addAll(javaOptions);
        words.add("-jar");
        words.add(jar.toString());
        words.addAll(command);
        // In the home: what a command leaves in its working folder must not reach another home.
        ProcessBuilder builder = new ProcessBuilder(words).directory(home.toFile());
        builder.environment().put("RISKGATE_HOME", home.toString());
        return builder.redirectErrorStream(true).redirectOutput(log.toFile());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
        client.close();
    }
}
