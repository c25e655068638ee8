package io.riskgate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How many lines of history a second {@code import} records, and in how much memory: resident as it
 * comes, and with a heap that holds what an import keeps and little more.
 */
class ImportBench {

    private static final int SAMPLES = 8;
    private static final String SMALL_HEAP = "192m";

    @Test
    void intoARunningService(@TempDir Path folder) throws Exception {
        LocalService service = new LocalService(folder.resolve("home"));
        History history = History.made(service);
        try (service) {
            service.start();
            run("import into a running service", service, history);
        }
    }

    @Test
    void withoutAService(@TempDir Path folder) throws Exception {
        LocalService service = new LocalService(folder.resolve("home"));
        run("import without a service", service, History.made(service));
    }

    @Test
    void withoutAServiceInASmallHeap(@TempDir Path folder) throws Exception {
        LocalService service = new LocalService(folder.resolve("home"));
        History history = History.made(service);
        service.with("JAVA_TOOL_OPTIONS", "-Xmx" + SMALL_HEAP);
        run("import without a service, heap of " + SMALL_HEAP, service, history);
    }

    private static void run(String what, LocalService service, History history) throws Exception {
        long lines = history.size() + lines(history.outcomes());
        long begin = System.nanoTime();
        Process process =
                service.command(
                                List.of(
                                        "import",
                                        "--transactions=" + history.transactions().toAbsolutePath(),
                                        "--outcomes=" + history.outcomes().toAbsolutePath()))
                        .start();
        List<Long> resident = new ArrayList<>();
        while (!process.waitFor(1, TimeUnit.SECONDS)) {
            resident.add(residentMegabytes(process.pid()));
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(process.exitValue()).as("see " + service.log()).isZero();
        Figures.say(
                "%s: %,d lines (%,d transactions) in %.1f s, start and end included: %,.0f lines/s",
                what, lines, history.size(), seconds, lines / seconds);
        Figures.say("  it said: %s", lastLine(service.log()));
        Figures.say("  resident MB of the import along the way: %s", thinned(resident));
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("lines recorded"))
                .reduce("", (first, second) -> second);
    }

    private static List<Long> thinned(List<Long> all) {
        int step = Math.max(1, all.size() / SAMPLES);
        List<Long> some = new ArrayList<>();
        for (int i = step - 1; i < all.size(); i += step) {
            some.add(all.get(i));
        }
        return some;
    }

    private static long lines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    private static long residentMegabytes(long pid) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }
}
