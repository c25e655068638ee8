package io.riskgate.faults;

import io.riskgate.bench.LocalService;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Callers of REST who send each payment again, with the same id, until it is answered. */
final class RestPayers {

    private static final int CALLERS = 48;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI door;
    private final String stream;
    private final double rate;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());
    private final AtomicLong stillNanos = new AtomicLong();
    private final long begin = System.nanoTime();

    /** The decision each payment was answered with; a repeat must be answered with the same. */
    final Map<String, String> answered = new ConcurrentHashMap<>();

    /** How often each status and code came; connections that broke are "broken". */
    final Map<String, LongAdder> statuses = new ConcurrentHashMap<>();

    /** What no caller may ever see. */
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private volatile boolean more = true;

    RestPayers(LocalService service, String stream, double rate) {
        this.door = URI.create("http://127.0.0.1:" + service.port() + "/v1/decisions");
        this.stream = stream;
        this.rate = rate;
    }

    void start() {
        for (int i = 0; i < CALLERS; i++) {
            callers.submit(this::call);
        }
    }

    /** No new payments; those under way are sent until they are answered. */
    void finish() throws InterruptedException {
        more = false;
        callers.shutdown();
        if (!callers.awaitTermination(3, TimeUnit.MINUTES)) {
            throw new IllegalStateException(next.get() - answered.size() + " were never answered");
        }
    }

    long sent() {
        return next.get();
    }

    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    /** The longest time in which not one payment was decided. */
    Duration stoodStill() {
        return Duration.ofNanos(stillNanos.get());
    }

    private void call() {
        while (more) {
            long number = next.getAndIncrement();
            long due = begin + (long) (number * 1e9 / rate);
            pause(due - System.nanoTime());
            Payment payment = Payment.of(stream, number);
            while (!isAnswered(payment)) {
                pause(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /**
     * Sends one payment now, whatever the rate; the durability it was answered with, or why not.
     */
    String ask(Payment payment) {
        long start = System.nanoTime();
        try {
            HttpResponse<byte[]> response = client.send(request(payment), bytes());
            longestNanos.accumulateAndGet(System.nanoTime() - start, Math::max);
            JsonNode body = JSON.readTree(response.body());
            return note(payment, response.statusCode(), body);
        } catch (IOException broken) {
            count("broken");
            return "broken";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private boolean isAnswered(Payment payment) {
        ask(payment);
        return answered.containsKey(payment.id());
    }

    private String note(Payment payment, int status, JsonNode body) {
        String code = body.path("code").asString("");
        count(status + (code.isEmpty() ? "" : " " + code));
        if (status == 200) {
            long now = System.nanoTime();
            stillNanos.accumulateAndGet(now - lastAnswer.getAndSet(now), Math::max);
            String decision = body.path("decisionId").asString();
            String before = answered.putIfAbsent(payment.id(), decision);
            if (before != null && !before.equals(decision)) {
                wrong.add(payment.id() + " was decided twice: " + before + " and " + decision);
            }
            return body.path("durability").asString();
        }
        boolean documented =
                status == 503 && (code.equals("journal_unavailable") || code.equals("overloaded"));
        if (!documented) {
            wrong.add(payment.id() + " was answered " + status + ": " + body);
        }
        return code;
    }

    private void count(String what) {
        statuses.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    private HttpRequest request(Payment payment) {
        return HttpRequest.newBuilder(door)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + LocalService.PAYMENTS)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(payment.json()))
                .build();
    }

    private static HttpResponse.BodyHandler<byte[]> bytes() {
        return HttpResponse.BodyHandlers.ofByteArray();
    }

    /* A caller that waits for its turn, as the outside world does. */
    private static void pause(long nanos) {
        if (nanos > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(nanos);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
