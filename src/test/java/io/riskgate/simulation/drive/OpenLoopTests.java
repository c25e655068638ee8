package io.riskgate.simulation.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

class OpenLoopTests {

    private static final byte[] DECISION =
            "{\"outcome\": \"APPROVE\", \"path\": \"MODEL\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatIsHeldUpCountsFromWhenItWasMeant() {
        Slow door = new Slow(Duration.ofMillis(300));

        new OpenLoop(world(), door, 100).run(20);

        assertThat(door.late).hasSize(20);
        assertThat(door.late.get(1)).isGreaterThanOrEqualTo(Duration.ofMillis(285));
        assertThat(door.late.get(19)).isGreaterThanOrEqualTo(Duration.ofMillis(105));
        assertThat(door.intervals())
                .allSatisfy(each -> assertThat(each).isBetween(9_999_000L, 10_001_000L));
    }

    @Test
    void nobodyPaysInTheFuture() {
        Slow door = new Slow(Duration.ZERO);

        new OpenLoop(world(), door, 10_000).run(50);

        assertThat(door.latest).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void whatFailsIsAmongTheSlow() {
        Tally tally = new Tally(3);
        long now = System.nanoTime();
        tally.decided(DECISION, now);
        tally.refused(503, now - Duration.ofSeconds(2).toNanos());
        tally.failed("HttpTimeoutException", now - Duration.ofSeconds(7).toNanos());
        StringWriter table = new StringWriter();

        tally.print(new PrintWriter(table));

        List<String> lines = table.toString().lines().toList();
        assertThat(lines.get(1)).startsWith("sent 3 in").contains("answered 2");
        String[] row = lines.get(5).strip().split(" +");
        assertThat(Double.parseDouble(row[4])).isBetween(7_000.0, 8_000.0);
        assertThat(table.toString())
                .contains("errors     2 {HttpTimeoutException=1, status 503=1}");
        tally.requireDecisions();
    }

    @Test
    void aLoadOfWhichNothingIsDecidedIsNoSuccess() {
        Tally tally = new Tally(1);
        tally.refused(401, System.nanoTime());

        assertThatThrownBy(tally::requireDecisions)
                .hasMessageContaining("status 401")
                .hasMessageContaining("RISKGATE_KEY");
    }

    private static Simulation world() {
        return new Simulation(
                SimulationSettings.of(1, Instant.now().minus(Duration.ofMinutes(1)), 50));
    }

    /** Is held up by the first thing it is given to send. */
    private static final class Slow implements Door {

        private final Duration first;
        private final List<Duration> late = new ArrayList<>();
        private final List<Long> intended = new ArrayList<>();
        private Instant latest = Instant.MIN;

        Slow(Duration first) {
            this.first = first;
        }

        @Override
        public void send(Transaction transaction, long intendedNanos) {
            long end = System.nanoTime() + first.toNanos();
            while (late.isEmpty() && System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            late.add(Duration.ofNanos(System.nanoTime() - intendedNanos));
            intended.add(intendedNanos);
            latest = transaction.occurredAt().isAfter(latest) ? transaction.occurredAt() : latest;
        }

        List<Long> intervals() {
            List<Long> intervals = new ArrayList<>();
            for (int at = 1; at < intended.size(); at++) {
                intervals.add(intended.get(at) - intended.get(at - 1));
            }
            return intervals;
        }

        @Override
        public void finish() {
            // everything was sent when send returned
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
