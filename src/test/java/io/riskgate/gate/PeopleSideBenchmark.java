package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What the people's side costs at size: how soon a million list entries count, how long a back-test
 * over a million decisions takes. Sizes are {@code bench.entries} and {@code bench.backtest}:
 * {@code ./mvnw test -Dtest=PeopleSideBenchmark#bulkLoad}. How long a case view takes beside ten
 * million decisions is {@link JournalScale}'s to say.
 */
class PeopleSideBenchmark {

    private static final String ADMIN = "rk_dev_admin";

    private final RunningGate gate = RunningGate.shared();
    private final JdbcClient jdbc = gate.bean(JdbcClient.class);

    @Test
    void bulkLoad() throws Exception {
        int entries = Integer.getInteger("bench.entries", 1_000_000);
        for (int round = 0; round < 2; round++) {
            String prefix = "bulk-" + round + "-";
            long start = System.nanoTime();
            load(prefix, entries);
            long answered = System.nanoTime();
            String last = prefix + (entries - 1);
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> decide(last, 100).path("outcome").asString().equals("DECLINE"));
            say(
                    "%,d list entries: loaded in %.1f s, live %.2f s after that",
                    entries, seconds(start, answered), seconds(answered, System.nanoTime()));
        }
    }

    @Test
    void backtest() throws Exception {
        long decisions = Long.getLong("bench.backtest", 1_000_000);
        new GeneratedJournal(jdbc, 1_000_000, decisions, 28).fill(template());
        for (int rule = 0; rule < 10; rule++) {
            rule("live-" + rule, "LIVE", "features.amount > 4" + rule + "0.0 && score > 0.9");
        }
        rule(
                "tried",
                "OFF",
                "tx.channel == 'ECOMMERCE' && features.amount > 300.0 && score > 0.7"
                        + " && tx.merchantId != 'm-1'");
        Instant now = Instant.now();
        String period =
                "\"from\": \"%s\", \"to\": \"%s\""
                        .formatted(now.minus(Duration.ofDays(40)), now.plusSeconds(60));
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            RunningGate.Reply reply =
                    gate.post("/admin/v1/rules/tried/backtest", "{" + period + "}", ADMIN);
            double took = seconds(start, System.nanoTime());
            JsonNode report = reply.json();
            assertThat(report.path("decisions").asLong()).isGreaterThanOrEqualTo(decisions);
            say(
                    "back-test of %,d decisions: %.2f s, %,d hits, %,d frauds caught, %d overlaps",
                    report.path("decisions").asLong(),
                    took,
                    report.path("hits").path("count").asLong(),
                    report.path("fraudCaught").path("count").asLong(),
                    report.path("overlap").size());
        }
        for (int run = 0; run < 3; run++) {
            long start = System.nanoTime();
            gate.post(
                    "/admin/v1/thresholds/what-if",
                    "{"
                            + period
                            + ", \"review\": 0.9, \"decline\": 0.99, \"reviewCapacity\": 5000}",
                    ADMIN);
            say("thresholds tried on them: %.2f s", seconds(start, System.nanoTime()));
        }
    }

    private String template() {
        return decide("template-" + UUID.randomUUID(), 12_345).path("transactionId").asString();
    }

    private JsonNode decide(String account, long minor) {
        RunningGate.Reply reply =
                gate.decide(
                        """
                        {"transactionId": "tx-%s", "occurredAt": "%s", "channel": "ECOMMERCE",
                         "amount": {"value": %d, "currency": "EUR"}, "accountId": "%s",
                         "cardId": "card-1", "merchantId": "m-1", "deviceId": "d-1",
                         "ipAddress": "203.0.113.9", "merchantCategory": "5411",
                         "merchantCountry": "DE", "cardCountry": "DE",
                         "attributes": {"customerAge": 42, "newDevice": true}}
                        """
                                .formatted(
                                        UUID.randomUUID(),
                                        Instant.now().minus(Duration.ofDays(30)),
                                        minor,
                                        account));
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(200);
        return reply.json();
    }

    private void rule(String id, String mode, String expression) {
        RunningGate.Reply reply =
                gate.post(
                        "/admin/v1/rules",
                        "{\"id\": \"%s\", \"outcome\": \"REVIEW\", \"mode\": \"%s\","
                                        .formatted(id, mode)
                                + " \"expression\": \"%s\"}".formatted(expression),
                        ADMIN);
        assertThat(reply.status()).as(reply.json().toString()).isEqualTo(201);
    }

    private void load(String prefix, int entries) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:"
                                                + gate.port()
                                                + "/admin/v1/lists/block/entries/bulk"))
                        .header("Authorization", "Bearer " + ADMIN)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> lines(prefix, entries)))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        }
    }

    private static InputStream lines(String prefix, int entries) {
        return new SequenceInputStream(
                Collections.enumeration(
                        IntStream.range(0, (entries + 9_999) / 10_000)
                                .<InputStream>mapToObj(part -> part(prefix, part, entries))
                                .toList()));
    }

    private static InputStream part(String prefix, int part, int entries) {
        StringBuilder lines = new StringBuilder();
        for (int i = part * 10_000; i < Math.min(entries, (part + 1) * 10_000); i++) {
            lines.append("{\"by\": \"accountId\", \"value\": \"")
                    .append(prefix)
                    .append(i)
                    .append("\", \"reason\": \"known to the police\"}\n");
        }
        return new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static double seconds(long from, long to) {
        return (to - from) / 1e9;
    }

    private static void say(String format, Object... figures) {
        System.out.printf(Locale.ROOT, format + "%n", figures);
    }
}
