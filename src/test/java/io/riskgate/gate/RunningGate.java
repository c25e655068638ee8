package io.riskgate.gate;

import io.riskgate.Riskgate;
import io.riskgate.platform.embedded.ServingInitializer;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The whole service, started once for all tests of a run, and a client to it. Its PostgreSQL and
 * broker are its own, or containers of the official images where that is asked for.
 */
public final class RunningGate {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final int managementPort;
    private final Collector collector;

    private RunningGate(
            ConfigurableApplicationContext context,
            int port,
            int managementPort,
            Collector collector) {
        this.collector = collector;
        this.context = context;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** The service all tests share. */
    public static RunningGate shared() {
        return Shared.GATE;
    }

    /**
     * Another service, with the keys of {@link People}, four eyes for all there is, and the tokens
     * of {@link TokenIssuer}; started once, by the first test that needs it.
     */
    public static RunningGate guarded() {
        return Guarded.GATE;
    }

    /** A bean of the running service. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The bean of this name. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** The port of the API. */
    public int port() {
        return port;
    }

    /** The port of the operators. */
    public int managementPort() {
        return managementPort;
    }

    /** What Prometheus would be told. */
    String scrape() {
        return new String(
                send(HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:"
                                                + managementPort
                                                + "/actuator/prometheus")))
                        .response()
                        .body(),
                StandardCharsets.UTF_8);
    }

    /** Where its traces go. */
    Collector collector() {
        return collector;
    }

    /** Where the broker listens. */
    public String bootstrapServers() {
        return String.valueOf(
                context.getEnvironment().getProperty("spring.kafka.bootstrap-servers"));
    }

    /** Sends a transaction as a payment system does. */
    public Reply decide(String json, String... headers) {
        return post("/v1/decisions", json, "rk_dev_payments", headers);
    }

    public Reply post(String path, String json, String key, String... headers) {
        return send(request(path, key, headers).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Any method, with a JSON body; an empty one is sent as none. */
    public Reply call(String method, String path, String json, String key) {
        return send(
                request(path, key)
                        .method(
                                method,
                                json.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(json)));
    }

    public Reply get(String path, String key) {
        return send(request(path, key).GET());
    }

    private HttpRequest.Builder request(String path, String key, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json");
        return headers.length == 0 ? request : request.headers(headers);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Reply(response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static RunningGate start(String... settings) {
        try {
            Path home = Files.createTempDirectory("riskgate");
            int port = freePort();
            int managementPort = freePort();
            // Runs once the context is closed and its children are gone.
            SpringApplication.getShutdownHandlers()
                    .add(() -> FileSystemUtils.deleteRecursively(home.toFile()));
            SpringApplication application = new SpringApplication(Riskgate.class);
            application.addInitializers(new ServingInitializer());
            application.setDefaultProperties(Map.of("logging.level.root", "WARN"));
            Collector collector = new Collector();
            List<String> arguments = new ArrayList<>(OfficialImages.settings());
            arguments.addAll(List.of(settings));
            arguments.add("--riskgate.home=" + home);
            // What a test trains stays out of the models that come with the project.
            arguments.add("--riskgate.registry.directory=" + home.resolve("model-registry"));
            arguments.add("--server.port=" + port);
            arguments.add("--management.server.port=" + managementPort);
            // Nothing here is timed.
            arguments.add("--riskgate.warm-up.up-to=0s");
            // Trains when a test asks for it, whatever the hour.
            arguments.add("--riskgate.training.schedule.cron=-");
            /* Only who brings a sampled trace along is traced: the tests of traces and nobody else. */
            arguments.add(
                    "--management.opentelemetry.tracing.export.otlp.endpoint="
                            + collector.endpoint());
            arguments.add("--management.tracing.sampling.probability=0");
            arguments.add("--management.opentelemetry.tracing.export.schedule-delay=100ms");
            ConfigurableApplicationContext context =
                    application.run(arguments.toArray(String[]::new));
            return new RunningGate(context, port, managementPort, collector);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static final class Shared {
        private static final RunningGate GATE = start();
    }

    /* Started by the first test that needs it. */
    private static final class Guarded {
        private static final RunningGate GATE =
                start(
                        "--riskgate.security.keys=" + People.keys(),
                        "--riskgate.approval.four-eyes=rules,thresholds,champion",
                        // Only what somebody said is a label, whenever the tests run.
                        "--riskgate.backtest.label-delay=36500d",
                        "--spring.security.oauth2.resourceserver.jwt.issuer-uri="
                                + TokenIssuer.shared().url(),
                        "--riskgate.security.role-mapping.fraud-desk=analyst");
    }

    /** An answer of the service. */
    public record Reply(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
