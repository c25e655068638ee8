package io.riskgate.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * How long from {@code java -jar} to the first answered decision, on an empty home and on a used
 * one; and how long one decision takes, by REST and durable, when nothing else runs. Run it with
 *
 * <pre>./mvnw -Ptrial verify -Dit.test=StartTrial</pre>
 *
 * <p>The report is {@code target/trial/start.md}.
 */
@Tag("trial")
class StartTrial {

    private static final Path JAR = Path.of("target", "riskgate.jar").toAbsolutePath();
    private static final int FIRST_STARTS = 2;
    private static final int LATER_STARTS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DECISIONS = 10_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final TrialReport report = new TrialReport("start.md");

    @Test
    void startsAndDecides() throws Exception {
        for (int home = 1; home <= FIRST_STARTS; home++) {
            try (ServiceProcess service = new ServiceProcess(JAR, folder.resolve("home-" + home))) {
                report.line("first start ever: %.1f s", firstDecision(service, "first"));
            }
        }
        Path used = folder.resolve("home-1");
        try (ServiceProcess service = new ServiceProcess(JAR, used)) {
            report.line(
                    "a later start, the service having been stopped at once: %.1f s",
                    firstDecision(service, "soon"));
            awaitArchive(used);
        }
        for (int start = 1; start <= LATER_STARTS; start++) {
            try (ServiceProcess service = new ServiceProcess(JAR, used)) {
                report.line("a later start: %.1f s", firstDecision(service, "later-" + start));
                if (start == LATER_STARTS) {
                    decide(service, "warm-up", DECISIONS);
                    report(decide(service, "measured", DECISIONS));
                }
            }
        }
        report.write();
    }

    /* A service that is left to run has the archive of classes made from which the next starts run. */
    private static void awaitArchive(Path home) throws Exception {
        long begin = System.nanoTime();
        while (!hasArchive(home)) {
            assertThat(System.nanoTime() - begin).isLessThan(PATIENCE.toNanos());
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean hasArchive(Path home) throws Exception {
        try (var files =
                Files.find(
                        home.resolve("quickstart"),
                        2,
                        (file, attributes) -> file.toString().endsWith(".jsa.crc"))) {
            return files.findAny().isPresent();
        } catch (UncheckedIOException listWasRemovedMeanwhile) {
            return false;
        }
    }

    private static double firstDecision(ServiceProcess service, String id) throws Exception {
        long begin = System.nanoTime();
        service.start();
        service.post("/v1/decisions", transaction(id), "rk_dev_payments");
        return Duration.ofNanos(System.nanoTime() - begin).toMillis() / 1e3;
    }

    /* One after the other: each finds the service at rest. */
    private static long[] decide(ServiceProcess service, String prefix, int count)
            throws Exception {
        long[] nanos = new long[count];
        for (int decision = 0; decision < count; decision++) {
            String transaction = transaction(prefix + "-" + decision);
            long begin = System.nanoTime();
            service.post("/v1/decisions", transaction, "rk_dev_payments");
            nanos[decision] = System.nanoTime() - begin;
        }
        return nanos;
    }

    private void report(long[] nanos) {
        report.line(
                "one decision by REST, durable, seen by its sender, of %,d one after the other: %s",
                nanos.length, Quantiles.of(Arrays.stream(nanos).mapToDouble(one -> one / 1e6)));
    }

    private static String transaction(String id) {
        int account = Math.floorMod(id.hashCode(), 1_000);
        return """
        {"transactionId": "%s", "occurredAt": "%s",
         "amount": {"value": %d, "currency": "EUR"}, "accountId": "acc-%d",
         "channel": "ECOMMERCE", "cardId": "card-%d", "merchantId": "m-%d",
         "deviceId": "d-%d", "merchantCategory": "5411", "merchantCountry": "DE",
         "cardCountry": "DE", "latitude": 52.52, "longitude": 13.40}
        """
                .formatted(
                        id,
                        Instant.now(),
                        500 + Math.floorMod(id.hashCode(), 9_000),
                        account,
                        account,
                        account % 50,
                        account);
    }
}
