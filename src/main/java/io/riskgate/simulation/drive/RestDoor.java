package io.riskgate.simulation.drive;

import io.riskgate.simulation.ContractJson;
import io.riskgate.transaction.Transaction;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;

/** {@code POST /v1/decisions}, one virtual thread a request. */
final class RestDoor implements Door {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI decisions;
    private final String authorization;
    private final Tally tally;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .executor(threads)
                    .connectTimeout(PATIENCE)
                    .build();
    private final Phaser out = new Phaser(1);

    RestDoor(int port, String key, Tally tally) {
        this.decisions = URI.create("http://127.0.0.1:" + port + "/v1/decisions");
        this.authorization = "Bearer " + key;
        this.tally = tally;
    }

    @Override
    public void send(Transaction transaction, long intendedNanos) {
        out.register();
        threads.execute(
                () -> {
                    try {
                        post(transaction, intendedNanos);
                    } finally {
                        out.arriveAndDeregister();
                    }
                });
    }

    private void post(Transaction transaction, long intendedNanos) {
        HttpRequest request =
                HttpRequest.newBuilder(decisions)
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/json")
                        .timeout(PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofString(ContractJson.of(transaction)))
                        .build();
        try {
            HttpResponse<byte[]> response =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() == 200) {
                tally.decided(response.body(), intendedNanos);
            } else {
                tally.refused(response.statusCode(), intendedNanos);
            }
        } catch (IOException e) {
            tally.failed(e.getClass().getSimpleName(), intendedNanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            tally.failed("interrupted", intendedNanos);
        }
    }

    @Override
    public void finish() throws InterruptedException {
        out.awaitAdvanceInterruptibly(out.arrive());
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
