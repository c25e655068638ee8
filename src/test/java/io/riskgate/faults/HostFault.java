package io.riskgate.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The host's disk full, its clock set back. */
class HostFault {

    private static final String SIZE = "size=1400m";
    private static final String ROOT = "root";
    private static final String CLOCK = "src/test/resources/faults/clock.c";

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

    /*
     * The clock of the service and its children only: the machine's own belongs to others too. libfaketime moves waiting
     * as well, and Java does not come back from it.
     */
    @Test
    void clockSteppedBackAnHour() throws Exception {
        Path library = folder.resolve("clock.so");
        run("cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), CLOCK, "-ldl");
        Path moved = Files.write(folder.resolve("moved"), seconds(0));
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.service()
                    .with("LD_PRELOAD", library.toString())
                    .with("MOVED_CLOCK", moved.toString());
            ordeal.endure(
                    "clock stepped back by an hour",
                    () -> {
                        // In place: whoever looks has the file mapped.
                        try (FileChannel file = FileChannel.open(moved, StandardOpenOption.WRITE)) {
                            file.write(ByteBuffer.wrap(seconds(-3_600)), 0);
                        }
                        TimeUnit.SECONDS.sleep(10);
                    });
        }
    }

    private static byte[] seconds(long count) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(count)
                .array();
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
