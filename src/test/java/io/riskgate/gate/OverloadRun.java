package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.gate.RunningGate.Reply;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many times more callers than the machine can serve, each calling again as soon as it is answered.
 * Not in the default build, where others run beside it: {@code ./mvnw test -Dtest=OverloadRun}.
 */
class OverloadRun {

    private static final int MANY = 600;
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(4);
    private static final long BUDGET_MICROS = 25_000;

    private final RunningGate gate = RunningGate.shared();
    private final AtomicInteger number = new AtomicInteger();
    private final String account = "over-" + UUID.randomUUID();

    @Test
    void shedsWhatItCannotServeKeepsTheBudgetForTheRestAndRecovers() {
        callers(MANY / 50, SHORT);

        Queue<Reply> replies = callers(MANY, LONG);

        assertThat(replies).allMatch(reply -> reply.status() == 200 || reply.status() == 503);
        List<Reply> served = replies.stream().filter(reply -> reply.status() == 200).toList();
        List<Reply> shed = replies.stream().filter(reply -> reply.status() == 503).toList();
        assertThat(shed).allMatch(reply -> !reply.header("Retry-After").isEmpty());
        assertThat(served).hasSizeGreaterThan(1_000);
        report(replies, served);
        long undurable = shed.stream().filter(reply -> !code(reply).equals("overloaded")).count();
        assertThat(undurable).isLessThanOrEqualTo(replies.size() / 50);
        long late = served.stream().filter(reply -> decidingMicros(reply) > BUDGET_MICROS).count();
        assertThat(late).isLessThan(served.size() / 20);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> gate.decide(transaction(number.incrementAndGet())).status() == 200);
        assertThat(callers(MANY / 50, SHORT)).allMatch(reply -> reply.status() == 200);
    }

    private static void report(Queue<Reply> replies, List<Reply> served) {
        List<Long> micros = served.stream().map(OverloadRun::decidingMicros).sorted().toList();
        System.out.printf(
                "%d callers for %s: %d answers, %d decided (%.2f %% within %d ms, p99 %.1f ms, most"
                        + " %.1f ms), %d refused as overloaded, %d otherwise%n",
                MANY,
                LONG,
                replies.size(),
                served.size(),
                100.0
                        * micros.stream().filter(time -> time <= BUDGET_MICROS).count()
                        / micros.size(),
                BUDGET_MICROS / 1000,
                micros.get(micros.size() * 99 / 100) / 1000.0,
                micros.getLast() / 1000.0,
                replies.stream()
                        .filter(reply -> reply.status() == 503)
                        .filter(reply -> code(reply).equals("overloaded"))
                        .count(),
                replies.stream()
                        .filter(reply -> reply.status() == 503)
                        .filter(reply -> !code(reply).equals("overloaded"))
                        .count());
    }

    /** What these callers are answered, each calling again as soon as it is. */
    private Queue<Reply> callers(int count, Duration duration) {
        Queue<Reply> replies = new ConcurrentLinkedQueue<>();
        Instant end = Instant.now().plus(duration);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                callers.submit(
                        () -> {
                            while (Instant.now().isBefore(end)) {
                                replies.add(gate.decide(transaction(number.incrementAndGet())));
                            }
                        });
            }
        }
        return replies;
    }

    private static String code(Reply reply) {
        return reply.json().get("code").asString();
    }

    private static long decidingMicros(Reply reply) {
        var latency = reply.json().get("latency");
        return latency.get("totalMicros").asLong() - latency.get("journalMicros").asLong();
    }

    private String transaction(int number) {
        return "{\"transactionId\": \"%s-%d\", \"occurredAt\": \"2026-11-01T10:00:00Z\", \"amount\": {\"value\": 100, \"currency\": \"EUR\"}, \"accountId\": \"%s-%d\"}"
                .formatted(account, number, account, number % 1000);
    }
}
