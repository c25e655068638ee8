package io.riskgate.bench;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the disk takes to sync: no durable answer can be faster. */
final class Disk {

    private static final int SYNCS = 500;
    private static final int BYTES = 4096;

    private Disk() {}

    /** The times of appending and syncing 4 KiB in this folder, in microseconds. */
    static Histogram syncs(Path folder) throws IOException {
        Histogram micros = new Histogram(60_000_000L, 3);
        Path file = Files.createTempFile(folder, "sync", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer block = ByteBuffer.allocateDirect(BYTES);
            for (int i = 0; i < SYNCS; i++) {
                long begin = System.nanoTime();
                channel.write(block.clear());
                channel.force(false);
                micros.recordValue((System.nanoTime() - begin) / 1_000);
            }
        } finally {
            Files.delete(file);
        }
        return micros;
    }

    /** The same in a sentence. */
    static String line(Path folder) throws IOException {
        Histogram micros = syncs(folder);
        return "disk: 4 KiB appended and synced in %.2f ms at the median, p99 %.2f ms"
                .formatted(
                        micros.getValueAtPercentile(50) / 1e3,
                        micros.getValueAtPercentile(99) / 1e3);
    }
}
