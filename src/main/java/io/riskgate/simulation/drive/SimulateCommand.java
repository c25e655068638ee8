package io.riskgate.simulation.drive;

import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;

/** A simulated world, sent to the running service or written to files. */
@Command(
        name = "simulate",
        description =
                "Sends a seeded stream of payments to the running service, or writes it to a file.")
class SimulateCommand implements Callable<Integer> {

    /* 1.4 a day and person. */
    private static final double PAYMENTS_A_SECOND = 1.4 / Duration.ofDays(1).toSeconds();

    private static final int MOST_PEOPLE = 20_000;

    private static final double USUAL_RATE = 0.03;

    private static final double MAX_RATE = 1e6;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "transactions a second, default 10; in a file 0.03, as 1,850 people make")
    private double rate = Double.NaN;

    @Option(names = "--duration", description = "default PT1M; P60D in a file")
    private @Nullable Duration duration;

    @Option(names = "--door", defaultValue = "rest", description = "rest or kafka, default rest")
    private DoorKind door = DoorKind.rest;

    @Option(names = "--seed", defaultValue = "1", description = "default 1")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "FILE", description = "write NDJSON instead of sending")
    private @Nullable Path out;

    @Option(
            names = "--cardholders",
            paramLabel = "N",
            description =
                    "how many people there are; default 1,850, or as many as make a file's rate")
    private int cardholders;

    @Option(
            names = "--fraud-share",
            defaultValue = "0.01",
            description = "expected share of frauds, default 0.01")
    private double fraudShare = 0.01;

    @Option(
            names = "--start",
            defaultValue = "2026-01-01T00:00:00Z",
            description = "the first moment in a file, default 2026-01-01T00:00:00Z")
    private Instant start = Instant.EPOCH;

    @Override
    public Integer call() throws IOException, InterruptedException {
        requireSense();
        PrintWriter console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        if (out == null) {
            drive(console);
        } else {
            console.println(write(out));
        }
        return 0;
    }

    private void requireSense() {
        if (!Double.isNaN(rate) && !(rate > 0 && rate <= MAX_RATE)) {
            throw new IllegalArgumentException(
                    "--rate must be more than 0 and at most " + (long) MAX_RATE + " a second.");
        }
        if (duration != null && !duration.isPositive()) {
            throw new IllegalArgumentException("--duration must be longer than nothing.");
        }
    }

    private String write(Path file) throws IOException {
        Duration length = duration == null ? Duration.ofDays(60) : duration;
        int people = people(Double.isNaN(rate) ? USUAL_RATE : rate);
        double speed = Double.isNaN(rate) ? 1 : Math.max(1, rate / (people * PAYMENTS_A_SECOND));
        Simulation world = new Simulation(settings(people, start, "sim-" + seed + "-"));
        return new HistoryFiles(file).write(new Hastened(world, start, speed), start.plus(length));
    }

    /*
     * The people of the world live at their own pace and are sent at that of the load: payments of hours go out within
     * a minute, the last of them now. Their times are those of their lives, so that what is frequent is not what is
     * loaded.
     */
    private void drive(PrintWriter console) throws IOException, InterruptedException {
        Map<String, String> environment = System.getenv();
        RunningService service =
                RunningService.of(Path.of(environment.getOrDefault("RISKGATE_HOME", ".riskgate")));
        String key = environment.getOrDefault("RISKGATE_KEY", "rk_dev_payments");
        double perSecond = Double.isNaN(rate) ? 10 : rate;
        Duration length = duration == null ? Duration.ofMinutes(1) : duration;
        long payments = Math.max(1, Math.round(perSecond * length.toNanos() / 1e9));
        int people = people(USUAL_RATE);
        Duration lived =
                Duration.ofMillis((long) (payments / (people * PAYMENTS_A_SECOND) * 1_000));
        /* A second run with the same seed is another stream of the same people, not a repeat of its ids. */
        String prefix = "sim-" + seed + "-" + Long.toString(System.currentTimeMillis(), 36) + "-";
        Simulation world = new Simulation(settings(people, Instant.now().minus(lived), prefix));
        Tally tally = new Tally(payments);
        try (Door entrance =
                door == DoorKind.kafka
                        ? new KafkaDoor(service.bootstrapServers(), tally)
                        : new RestDoor(service.port(), key, tally)) {
            new OpenLoop(world, entrance, perSecond).run(payments);
            entrance.finish();
        }
        tally.print(console);
        tally.requireDecisions();
    }

    private int people(double perSecond) {
        return cardholders > 0
                ? cardholders
                : (int) Math.clamp(perSecond / PAYMENTS_A_SECOND, 50, MOST_PEOPLE);
    }

    private SimulationSettings settings(int people, Instant from, String prefix) {
        return new SimulationSettings(seed, from, people, fraudShare, prefix);
    }

    /** As the command line names them. */
    enum DoorKind {
        rest,
        kafka
    }
}
