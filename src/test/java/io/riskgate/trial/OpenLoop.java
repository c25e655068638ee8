package io.riskgate.trial;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Sends transactions at a steady rate, whatever the answers do: each is timed from the moment it
 * was due, so that a service that stops for a moment is not spared the requests of that moment.
 */
final class OpenLoop implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI decisions;
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    OpenLoop(int port) {
        decisions = URI.create("http://localhost:" + port + "/v1/decisions");
    }

    /**
     * Sends until the time is up and waits for the answers.
     *
     * @param transaction the body by number
     */
    List<Reply> run(int perSecond, Duration duration, IntFunction<String> transaction)
            throws Exception {
        long gap = Duration.ofSeconds(1).toNanos() / perSecond;
        int count = (int) (duration.toNanos() / gap);
        List<Future<Reply>> pending = new ArrayList<>(count);
        long begin = System.nanoTime();
        for (int number = 0; number < count; number++) {
            long due = begin + number * gap;
            while (due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int sent = number;
            pending.add(senders.submit(() -> send(transaction.apply(sent), due)));
        }
        List<Reply> replies = new ArrayList<>(count);
        for (Future<Reply> one : pending) {
            replies.add(one.get());
        }
        return replies;
    }

    private Reply send(String body, long due) {
        HttpRequest request =
                HttpRequest.newBuilder(decisions)
                        .header("Authorization", "Bearer rk_dev_payments")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<byte[]> response =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            return new Reply(due, System.nanoTime(), response.statusCode(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        senders.close();
        client.close();
    }

    /**
     * An answer.
     *
     * @param dueNanos when it should have been sent, on the clock of {@link System#nanoTime()}
     * @param doneNanos when its answer was read
     */
    record Reply(long dueNanos, long doneNanos, int status, JsonNode json) {

        double millis() {
            return (doneNanos - dueNanos) / 1e6;
        }

        String path() {
            return json.path("path").asString("");
        }

        int version() {
            return json.path("model").path("version").asInt(0);
        }

        String transactionId() {
            return json.path("transactionId").asString("");
        }

        /** From the request read to the policy's outcome, as the service measured it. */
        double decidedMillis() {
            JsonNode latency = json.path("latency");
            return (latency.path("featuresMicros").asLong()
                            + latency.path("scoringMicros").asLong()
                            + latency.path("policyMicros").asLong())
                    / 1e3;
        }
    }
}
