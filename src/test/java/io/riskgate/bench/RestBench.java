package io.riskgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How many decisions a second REST makes beside what the server stack could do at all, and how long
 * each takes at a rate that is given.
 */
class RestBench {

    private static final int CONNECTIONS = 64;
    private static final int MORE_CONNECTIONS = 256;
    private static final double RATE = 2_000;
    private static final double YOUNG_RATE = 1_000;
    private static final Duration YOUNG = Duration.ofSeconds(15);
    private static final Duration WARM_UP = Duration.ofSeconds(Figures.size("warm", 20));
    private static final Duration CLOSED = Duration.ofSeconds(Figures.size("seconds", 30));
    private static final Duration OPEN = Duration.ofSeconds(2 * Figures.size("seconds", 30));

    private long next;

    @Test
    void besideTheFloor(@TempDir Path folder) throws Exception {
        LocalService service = new LocalService(folder.resolve("home"));
        History history = History.made(service);
        HttpLoad.Result floor = floor(history);
        try (service) {
            service.start();
            run(history, service.port(), CONNECTIONS, WARM_UP, 0);
            Figures.say("REST, %d connections, %d s", CONNECTIONS, CLOSED.toSeconds());
            Figures.say(Disk.line(folder));
            Processor before = Processor.of(service.process().toHandle());
            HttpLoad.Result product = run(history, service.port(), CONNECTIONS, CLOSED, 0);
            String used =
                    Processor.of(service.process().toHandle()).since(before, product.answered);
            say("floor", floor);
            say("product", product);
            Figures.say("product / floor: %.3f", product.perSecond() / floor.perSecond());
            Figures.say("%s", used);
            open(history, service, folder);
            assertThat(product.failed).isZero();
        }
    }

    @Test
    void whereTheTimeGoes(@TempDir Path folder) throws Exception {
        LocalService service = new LocalService(folder.resolve("home"));
        History history = History.made(service);
        Profile profile = Profile.of(service, folder.resolve("jfr"));
        long pid;
        Instant from;
        Instant to;
        try (service) {
            service.start();
            pid = service.process().pid();
            run(history, service.port(), CONNECTIONS, WARM_UP, 0);
            from = Instant.now();
            run(history, service.port(), CONNECTIONS, CLOSED, 0);
            to = Instant.now();
        }
        Figures.say("REST, %d connections", CONNECTIONS);
        Figures.say("%s", profile.between(from, to, pid));
    }

    /* What practice before the service says that it is ready costs, and what it saves those who call then. */
    @Test
    void rightAfterTheStart(@TempDir Path folder) throws Exception {
        Figures.say("REST, open loop, %.0f a second for the first %s", YOUNG_RATE, YOUNG);
        LocalService service = new LocalService(folder.resolve("home"));
        History history = History.made(service);
        try (service) {
            service.start();
            for (String upTo : List.of("0s", "1s", "3s")) {
                service.terminate();
                Duration start = service.start("--riskgate.warm-up.up-to=" + upTo);
                HttpLoad.Result young =
                        run(history, service.port(), MORE_CONNECTIONS, YOUNG, YOUNG_RATE);
                say("up to " + upTo, young);
                Figures.say(
                        "within the budget: %.2f %%; ready after %.1f s",
                        100.0 * young.withinBudget / young.answered, start.toMillis() / 1e3);
            }
        }
    }

    private void open(History history, LocalService service, Path folder) throws IOException {
        run(history, service.port(), MORE_CONNECTIONS, Duration.ofSeconds(10), RATE);
        HttpLoad.Result paced = run(history, service.port(), MORE_CONNECTIONS, OPEN, RATE);
        Figures.say("REST, open loop, %.0f a second for %d s", RATE, OPEN.toSeconds());
        Figures.say(Disk.line(folder));
        say("product", paced);
        Figures.say("within the budget: %.4f %%", 100.0 * paced.withinBudget / paced.answered);
        assertThat(paced.failed).isZero();
    }

    private HttpLoad.Result floor(History history) throws Exception {
        int port = LocalService.freePort();
        Process floor = Floor.start(port);
        try {
            awaitOpen(port, floor);
            run(history, port, CONNECTIONS, WARM_UP, 0);
            HttpLoad.Result result = run(history, port, CONNECTIONS, CLOSED, 0);
            next = 0;
            return result;
        } finally {
            floor.destroy();
            floor.waitFor();
        }
    }

    private static void awaitOpen(int port, Process floor) throws Exception {
        while (floor.isAlive()) {
            try (Socket open = new Socket("127.0.0.1", port)) {
                return;
            } catch (ConnectException notYet) {
                floor.waitFor(Duration.ofMillis(50));
            }
        }
        throw new IllegalStateException("the floor did not start; see target/bench/floor.log");
    }

    /* Every transaction is new to the service. */
    private HttpLoad.Result run(
            History history, int port, int connections, Duration length, double rate)
            throws IOException {
        try (HttpLoad load = new HttpLoad(port, LocalService.PAYMENTS, connections);
                History.Lines lines = history.lines(next, Long.MAX_VALUE)) {
            HttpLoad.Result result =
                    rate > 0 ? load.open(lines, length, rate) : load.closed(lines, length);
            next += result.answered;
            return result;
        }
    }

    private static void say(String what, HttpLoad.Result result) throws IOException {
        Figures.say(
                "%-8s %,8.0f/s  p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.1f ms  of %,d, %d"
                        + " not 200",
                what,
                result.perSecond(),
                result.millis(50),
                result.millis(90),
                result.millis(99),
                result.millis(99.9),
                result.micros.getMaxValue() / 1e3,
                result.answered,
                result.failed);
    }
}
