package io.riskgate.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.bench.Figures;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** The service itself killed and stopped. */
class ServiceFault {

    private static final long KILLS = Figures.size("kills", 20);
    private static final int SHORTEST_MILLIS = 300;
    private static final int LONGEST_MILLIS = 4_000;
    private static final long SEED = 5;

    @TempDir Path folder;

    @Test
    void killedAtTwentyRandomMoments() throws Exception {
        Random moments = new Random(SEED);
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.endure(
                    "SIGKILL of the service at %d random moments".formatted(KILLS),
                    () -> {
                        for (int kill = 0; kill < KILLS; kill++) {
                            Thread.sleep(moments.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
                            ordeal.service().kill();
                            ordeal.service().start();
                        }
                    });
        }
    }

    @Test
    void stoppedUnderLoad() throws Exception {
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.endure(
                    "shutdown under load",
                    () -> {
                        long begin = System.nanoTime();
                        int status = ordeal.service().terminate();
                        Duration took = Duration.ofNanos(System.nanoTime() - begin);
                        Figures.say("the shutdown took %.1f s", took.toMillis() / 1e3);
                        // 128 + SIGTERM: the virtual machine ended as it was told to.
                        assertThat(status).isIn(0, 143);
                        assertThat(took).isLessThan(Duration.ofSeconds(12));
                        ordeal.service().start();
                    });
        }
    }
}
