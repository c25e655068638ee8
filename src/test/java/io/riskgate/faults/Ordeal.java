package io.riskgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.bench.Figures;
import io.riskgate.bench.LocalService;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A service under load by REST and Kafka, something that happens to it, and the count after. */
final class Ordeal implements AutoCloseable {

    /*
     * The outside is counted against the books: what was answered stands in the journal once, with the decision that was
     * answered; what the broker took is decided once; everything in the journal is on the decisions topic, and for each
     * account in the order of the journal.
     */
    private static final long LEAST = Figures.size("least", 10_000);
    private static final double RATE = 350;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalService service;
    private RestPayers rest;
    private long probes;
    private KafkaPayers kafka;

    Ordeal(Path folder) throws IOException {
        this.service = new LocalService(folder.resolve("home"));
    }

    LocalService service() {
        return service;
    }

    /** Payments that REST has answered so far. */
    long answered() {
        return rest.answered.size();
    }

    /** Lets it happen to the service under load, then counts. */
    void endure(String name, Fault fault) throws Exception {
        service.start();
        rest = new RestPayers(service, "rest", RATE);
        kafka = new KafkaPayers(service.bootstrapServers(), "kafka", RATE);
        rest.start();
        kafka.start();
        awaitAnswers(LEAST / 10);
        long struck = System.nanoTime();
        fault.strike();
        long over = System.nanoTime();
        long recovered = awaitJournaled(over);
        awaitAnswers(Math.max(LEAST / 2, answered() + LEAST / 20));
        rest.finish();
        kafka.finish();
        awaitBooks();
        count(name, Duration.ofNanos(over - struck), Duration.ofNanos(recovered - over));
    }

    private void awaitAnswers(long many) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (answered() < many || kafka.sent() < many) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError(
                        "%d answered, %d sent of %d: %s"
                                .formatted(answered(), kafka.sent(), many, rest.statuses));
            }
            Thread.sleep(10);
        }
    }

    /* The moment a new payment is answered from PostgreSQL again. */
    private long awaitJournaled(long since) throws InterruptedException {
        while (!isJournaled(probes++)) {
            if (System.nanoTime() - since > PATIENCE.toNanos()) {
                throw new AssertionError("not recovered: " + rest.statuses);
            }
            Thread.sleep(20);
        }
        return System.nanoTime();
    }

    private boolean isJournaled(long probe) {
        return rest.ask(Payment.of("probe", probe)).equals("JOURNALED");
    }

    /* What is answered from the spill, and what waits on the topic, is journaled and published soon. */
    private void awaitBooks() throws Exception {
        Set<String> expected = expected();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Books.journaled(service) < expected.size() || !isPublished()) {
            if (System.nanoTime() - deadline > 0) {
                return;
            }
            Thread.sleep(100);
        }
    }

    private boolean isPublished() throws SQLException, IOException {
        long journaled = Books.journal(service).size();
        return Books.published(service).decisions() >= journaled;
    }

    private Set<String> expected() {
        Set<String> expected = new HashSet<>(rest.answered.keySet());
        expected.addAll(kafka.taken);
        return expected;
    }

    private void count(String name, Duration fault, Duration recovery) throws Exception {
        List<Books.Entry> journal = Books.journal(service);
        Books.Published published = Books.published(service);
        Map<String, String> decisions = new HashMap<>();
        Map<String, List<String>> order = new LinkedHashMap<>();
        for (Books.Entry entry : journal) {
            assertThat(decisions.put(entry.transactionId(), entry.decisionId()))
                    .as(entry.transactionId() + " is journaled once")
                    .isNull();
            order.computeIfAbsent(entry.accountId(), account -> new java.util.ArrayList<>())
                    .add(entry.decisionId());
        }
        long lost = expected().stream().filter(id -> !decisions.containsKey(id)).count();
        Figures.say(
                "%s: lasted %.1f s, recovered %.2f s after its end; REST %,d sent, %,d answered %s,"
                        + " longest answer %.2f s, stood still for %.2f s; Kafka %,d sent, %,d"
                        + " taken; journaled %,d, lost %,d; published %,d in %,d records",
                name,
                seconds(fault),
                seconds(recovery),
                rest.sent() + probes,
                answered(),
                rest.statuses,
                seconds(rest.longest()),
                seconds(rest.stoodStill()),
                kafka.sent(),
                kafka.taken.size(),
                journal.size(),
                lost,
                published.decisions(),
                published.records());
        assertThat(answered() + kafka.taken.size()).isGreaterThanOrEqualTo(LEAST);
        assertThat(rest.wrong).isEmpty();
        assertThat(kafka.refused).isEmpty();
        rest.answered.forEach(
                (id, decision) -> assertThat(decisions.get(id)).as(id).isEqualTo(decision));
        assertThat(lost).as("answered or taken, and not journaled").isZero();
        assertThat(published.byAccount()).isEqualTo(order);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    @Override
    public void close() throws InterruptedException {
        service.close();
    }

    /** What happens; returns when it is over. */
    interface Fault {
        void strike() throws Exception;
    }
}
