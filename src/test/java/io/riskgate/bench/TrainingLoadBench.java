package io.riskgate.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long decisions take while the service trains beside them, and while it does not. */
class TrainingLoadBench {

    private static final double RATE = Figures.size("rate", 1_000);
    private static final int CONNECTIONS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(Figures.size("warm", 30));
    private static final Duration LENGTH = Duration.ofSeconds(Figures.size("seconds", 40));
    private static final String RUNS = "/admin/v1/retraining/runs";
    private static final String RUN =
            """
            {"asOf": "2026-02-26T00:00:00Z", "trainWindow": "P21D", "labelDelay": "P7D"}
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private long next;

    @Test
    void decidesWhileItTrains(@TempDir Path folder) throws Exception {
        LocalService service = new LocalService(folder.resolve("home"));
        Path learned = simulate(service, folder, "learned", 3);
        Path sent = simulate(service, folder, "sent", 4);
        command(
                service,
                "import",
                "--transactions=" + learned,
                "--outcomes=" + folder.resolve("learned.outcomes.ndjson"));
        History history = new History(sent, sent);
        try (service) {
            service.start();
            run(history, service, WARM_UP);
            HttpLoad.Result before = run(history, service, LENGTH);
            String id = post(service).path("id").asString();
            HttpLoad.Result during = run(history, service, LENGTH);
            JsonNode run = get(service, id);
            Figures.say("REST at %.0f a second, open loop, %d s each", RATE, LENGTH.toSeconds());
            say("idle", before);
            say("training", during);
            Figures.say(
                    "p99 training / idle: %.2f; the run was %s in %s, progress %.2f",
                    during.millis(99) / before.millis(99),
                    run.path("state").asString(),
                    run.path("stage").asString(),
                    run.path("progress").doubleValue());
        }
    }

    private static Path simulate(LocalService service, Path folder, String name, int seed)
            throws IOException, InterruptedException {
        Path out = folder.resolve(name + ".ndjson");
        command(
                service,
                "simulate",
                "--out=" + out,
                "--cardholders=2500",
                "--duration=P56D",
                "--seed=" + seed);
        return out;
    }

    private static void command(LocalService service, String... words)
            throws IOException, InterruptedException {
        if (service.command(new ArrayList<>(List.of(words))).start().waitFor() != 0) {
            throw new IllegalStateException(words[0] + " failed; see " + service.log());
        }
    }

    private HttpLoad.Result run(History history, LocalService service, Duration length)
            throws IOException {
        try (HttpLoad load = new HttpLoad(service.port(), LocalService.PAYMENTS, CONNECTIONS);
                History.Lines lines = history.lines(next, Long.MAX_VALUE)) {
            HttpLoad.Result result = load.open(lines, length, RATE);
            next += result.answered;
            return result;
        }
    }

    private JsonNode post(LocalService service) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + service.port() + RUNS))
                                .header("Authorization", "Bearer " + LocalService.ADMIN)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(RUN))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new IllegalStateException(response.body());
        }
        return JsonMapper.shared().readTree(response.body());
    }

    private static JsonNode get(LocalService service, String id)
            throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(service.get(service.port(), RUNS + "/" + id, LocalService.ADMIN).body());
    }

    private static void say(String what, HttpLoad.Result result) throws IOException {
        Figures.say(
                "%-8s %,6.0f/s  p50 %.2f  p99 %.2f  p99.9 %.2f  max %.1f ms  of %,d, %d not 200",
                what,
                result.perSecond(),
                result.millis(50),
                result.millis(99),
                result.millis(99.9),
                result.millis(100),
                result.answered,
                result.failed);
    }
}
