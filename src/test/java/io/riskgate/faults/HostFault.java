package io.riskgate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The host's disk full, its clock set back. */
class HostFault {

    private static final String SIZE = "size=1400m";
    private static final String ROOT = "root";

    @TempDir Path folder;

    /* A file system of its own in memory, so that nothing else of the machine is full; only root can have one. */
    @Test
    void fullDisk() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root can mount a small file system")
                .isEqualTo(ROOT);
        Path disk = Files.createDirectory(folder.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", disk.toString());
        try (Ordeal ordeal = new Ordeal(disk)) {
            ordeal.endure(
                    "full disk under RISKGATE_HOME for 20 s",
                    () -> {
                        Path ballast = disk.resolve("ballast");
                        fill(ballast);
                        TimeUnit.SECONDS.sleep(20);
                        Files.delete(ballast);
                    });
        } finally {
            run("umount", "-l", disk.toString());
        }
    }

    /* The clock of the service and its children is what libfaketime says in a file. */
    @Test
    void clockSteppedBackAnHour() throws Exception {
        Optional<Path> library = library();
        assumeThat(library).as("the Debian package libfaketime is not installed").isPresent();
        Path offset = Files.writeString(folder.resolve("offset"), "+0\n");
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.service()
                    .with("LD_PRELOAD", library.orElseThrow().toString())
                    .with("FAKETIME_TIMESTAMP_FILE", offset.toString())
                    .with("FAKETIME_CACHE_DURATION", "1")
                    .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                    .with("DONT_FAKE_MONOTONIC", "1");
            ordeal.endure(
                    "clock stepped back by an hour",
                    () -> {
                        Files.writeString(offset, "-3600\n");
                        TimeUnit.SECONDS.sleep(10);
                    });
        }
    }

    private static Optional<Path> library() throws IOException {
        try (Stream<Path> found =
                Files.find(
                        Path.of("/usr/lib"),
                        4,
                        (file, attributes) ->
                                file.getFileName().toString().equals("libfaketimeMT.so.1"))) {
            return found.findFirst();
        }
    }

    private static void fill(Path ballast) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(Files.size(ballast)).isPositive();
        }
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
