package io.riskgate.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Swaps between two versions of the seeded champion: under load, next to the same load without
 * swaps; and a thousand of them, for what they leave in memory. Run it with
 *
 * <pre>./mvnw -Ptrial verify -Dit.test=SwapTrial</pre>
 *
 * <p>The reports are {@code target/trial/swaps.md} and {@code target/trial/swap-memory.md}.
 */
@Tag("trial")
class SwapTrial {

    private static final Path JAR = Path.of("target", "riskgate.jar").toAbsolutePath();
    private static final String CHAMPION = "/admin/v1/models/fraud/aliases/champion";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int RATE = Integer.getInteger("trial.rate", 1_000);
    private static final int SWAPS = Integer.getInteger("trial.swaps", 200);
    /* A young process compiles its code on the processors that its decisions need. */
    private static final Duration WARM_UP =
            Duration.ofSeconds(Integer.getInteger("trial.warm", 30));
    private static final Duration GAP = Duration.ofMillis(200);
    private static final Duration PLAY = GAP.multipliedBy(SWAPS).plusSeconds(4);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void nobodyNoticesTwoHundredSwaps() throws Exception {
        TrialReport report = new TrialReport("swaps.md");
        try (ServiceProcess service = new ServiceProcess(JAR, folder.resolve("home"));
                ExecutorService swapper = Executors.newSingleThreadExecutor()) {
            service.start();
            int second = register(service);
            try (OpenLoop load = new OpenLoop(service.port())) {
                load.run(RATE, WARM_UP, number -> transaction("warm", number));
                Quantiles without =
                        times(load.run(RATE, PLAY, number -> transaction("without", number)));
                List<Reign> reigns = new CopyOnWriteArrayList<>();
                reigns.add(new Reign(1, Long.MIN_VALUE, Long.MAX_VALUE));
                Future<?> swaps = swapper.submit(() -> swap(service, second, reigns));
                List<OpenLoop.Reply> replies =
                        load.run(RATE, PLAY, number -> transaction("with", number));
                swaps.get();
                Quantiles with = times(replies);
                report.line(
                        "%,d decisions without swaps, seen by the sender: %s",
                        without.sorted().length, without);
                report.line("%,d decisions with %d swaps: %s", replies.size(), SWAPS, with);
                report.line(
                        "p99.9 with swaps is %.2f times that without",
                        with.at(0.999) / without.at(0.999));
                List<OpenLoop.Reply> wrong =
                        replies.stream().filter(reply -> !isOfItsTime(reply, reigns)).toList();
                report.line(
                        "failed: %d; by another path than the champion: %d; with a version that"
                                + " was not champion at any moment of its life: %d",
                        replies.stream().filter(reply -> reply.status() != 200).count(),
                        replies.stream().filter(reply -> !reply.path().equals("MODEL")).count(),
                        wrong.size());
                report.write();
                assertThat(wrong).isEmpty();
                assertThat(with.at(0.999)).isLessThanOrEqualTo(1.5 * without.at(0.999));
            }
        }
    }

    @Test
    void aThousandSwapsLeaveNothingBehind() throws Exception {
        TrialReport report = new TrialReport("swap-memory.md");
        /* All of the heap from the start: how much of it the collector happens to use says nothing of swaps. */
        try (ServiceProcess service =
                new ServiceProcess(
                        JAR,
                        folder.resolve("home"),
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+AlwaysPreTouch")) {
            service.start();
            int second = register(service);
            long after50 = 0;
            long begin = System.nanoTime();
            for (int swap = 1; swap <= 1_000; swap++) {
                put(service, swap % 2 == 1 ? second : 1);
                if (swap == 50) {
                    after50 = residentKib(service.process().pid());
                }
                if (swap % 250 == 0 || swap == 50) {
                    report.line(
                            "resident after %,d swaps: %,d KiB",
                            swap, residentKib(service.process().pid()));
                }
            }
            long after1000 = residentKib(service.process().pid());
            report.line(
                    "a swap took %.0f ms on average; growth after the first 50: %.1f %%",
                    (System.nanoTime() - begin) / 1e9, 100.0 * (after1000 - after50) / after50);
            report.write();
            assertThat(after1000).isLessThan((long) (1.05 * after50));
        }
    }

    private static void swap(ServiceProcess service, int second, List<Reign> reigns) {
        for (int swap = 1; swap <= SWAPS; swap++) {
            long begin = System.nanoTime();
            int version = swap % 2 == 1 ? second : 1;
            try {
                put(service, version);
                long now = System.nanoTime();
                Reign before = reigns.removeLast();
                reigns.add(new Reign(before.version, before.from, now));
                reigns.add(new Reign(version, begin, Long.MAX_VALUE));
                Thread.sleep(Duration.ofNanos(Math.max(0, GAP.toNanos() - (now - begin))));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("swap " + swap + " failed", e);
            }
        }
    }

    private static void put(ServiceProcess service, int version)
            throws IOException, InterruptedException {
        service.send(
                "PUT",
                CHAMPION,
                "{\"version\": " + version + ", \"reason\": \"a trial\"}",
                "rk_dev_admin");
    }

    private static boolean isOfItsTime(OpenLoop.Reply reply, List<Reign> reigns) {
        return !reply.path().equals("MODEL")
                || reigns.stream()
                        .anyMatch(
                                reign ->
                                        reign.version == reply.version()
                                                && reign.from < reply.doneNanos()
                                                && reign.until > reply.dueNanos());
    }

    private static Quantiles times(List<OpenLoop.Reply> replies) {
        assertThat(replies).allMatch(reply -> reply.status() == 200);
        return Quantiles.of(replies.stream().mapToDouble(OpenLoop.Reply::millis));
    }

    /* The seeded champion's own file under the next number. */
    private static int register(ServiceProcess service) throws IOException, InterruptedException {
        Path seed = Path.of("model-registry", "fraud", "1");
        JsonNode manifest = JSON.readTree(Files.readString(seed.resolve("manifest.json")));
        String draft =
                JSON.writeValueAsString(
                        Map.of(
                                "features", manifest.path("features"),
                                "thresholds", manifest.path("thresholds")));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(
                body,
                "model\"; filename=\"model.onnx",
                Files.readAllBytes(seed.resolve("model.onnx")));
        part(body, "manifest", draft.getBytes(StandardCharsets.UTF_8));
        body.writeBytes("\r\n--parts--\r\n".getBytes(StandardCharsets.UTF_8));
        URI versions =
                URI.create(
                        "http://localhost:" + service.port() + "/admin/v1/models/fraud/versions");
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> reply =
                    client.send(
                            HttpRequest.newBuilder(versions)
                                    .header("Authorization", "Bearer rk_dev_admin")
                                    .header("Content-Type", "multipart/form-data; boundary=parts")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofByteArray(
                                                    body.toByteArray()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
            int version = JSON.readTree(reply.body()).path("version").asInt();
            awaitFilled(service, version);
            return version;
        }
    }

    /* Its features may be declared otherwise than those of the champion: their windows are filled first. */
    private static void awaitFilled(ServiceProcess service, int version)
            throws IOException, InterruptedException {
        String body = "{\"version\": " + version + ", \"reason\": \"its windows\"}";
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () ->
                                !service.send("PUT", CHAMPION, body, "rk_dev_admin", 409)
                                        .path("step")
                                        .asString("")
                                        .equals("features"));
        put(service, 1);
    }

    private static void part(ByteArrayOutputStream body, String name, byte[] content) {
        String head =
                "\r\n--parts\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
    }

    private static long residentKib(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String transaction(String phase, int number) {
        int account = number % 997;
        return """
        {"transactionId": "%s-%d", "occurredAt": "%s",
         "amount": {"value": 1234, "currency": "EUR"}, "accountId": "acc-%d",
         "channel": "ECOMMERCE", "cardId": "card-%d", "merchantId": "m-%d",
         "merchantCategory": "5411", "latitude": 52.52, "longitude": 13.40}
        """
                .formatted(phase, number, Instant.now(), account, account, account % 50);
    }

    /**
     * When a version may have been champion: from the moment its swap was asked for to that at
     * which the next one was answered.
     */
    private record Reign(int version, long from, long until) {}
}
