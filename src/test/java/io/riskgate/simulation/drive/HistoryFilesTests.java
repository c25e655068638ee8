package io.riskgate.simulation.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.simulation.Simulation;
import io.riskgate.simulation.SimulationSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

class HistoryFilesTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;

    @Test
    void oneSeedIsOneFileToTheByte() throws Exception {
        Path plain = write("a.ndjson");
        Path again = write("b.ndjson");
        Path compressed = write("c.ndjson.gz");

        assertThat(plain).hasSameBinaryContentAs(again);
        assertThat(folder.resolve("a.outcomes.ndjson"))
                .hasSameBinaryContentAs(folder.resolve("b.outcomes.ndjson"));
        assertThat(
                        new GZIPInputStream(
                                        new ByteArrayInputStream(Files.readAllBytes(compressed)))
                                .readAllBytes())
                .isEqualTo(Files.readAllBytes(plain));
        assertThat(folder.resolve("c.outcomes.ndjson.gz")).exists();
    }

    /* Written in an order that no run of a Java chooses by chance, as that of its immutable maps is. */
    @Test
    void membersStandInTheOrderOfTheContract() throws Exception {
        assertThat(Files.readAllLines(write("a.ndjson")))
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "\\{\"transactionId\":\"sim-5-\\d+\",\"occurredAt\":\"[^\"]+\","
                                                    + "\"amount\":\\{\"value\":\\d+,\"currency\":\"[A-Z]{3}\"},"
                                                    + "\"channel\":.*"));
    }

    private Path write(String name) throws Exception {
        Path file = folder.resolve(name);
        new HistoryFiles(file)
                .write(
                        new Simulation(SimulationSettings.of(5, START, 60)),
                        START.plus(Duration.ofDays(6)));
        return file;
    }
}
