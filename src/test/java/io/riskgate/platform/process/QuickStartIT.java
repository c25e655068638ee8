package io.riskgate.platform.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Starts of one home: the first, one from the archive made since, one whose archive is damaged. */
class QuickStartIT {

    /* The archive's maker gets only the processor time that nobody else wants. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final List<String> JAVA =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1234m",
                    "-Dgiven.by=the user");

    @TempDir Path home;

    @Test
    void laterStartsRunFromAnArchive() throws Exception {
        try (RiskgateProcess first = start()) {
            assertKeepsWhatTheUserGave(first);
            assertThat(maps(first.pid())).doesNotContainPattern("/quickstart/.*jsa");
            await(() -> archive().isPresent());
            assertLeavesNothing(first);
        }
        Path archive = archive().orElseThrow();
        try (RiskgateProcess second = start()) {
            assertKeepsWhatTheUserGave(second);
            assertThat(maps(second.pid())).contains(archive.toString());
            assertThat(maps(broker())).contains(archive.toString());
            assertLeavesNothing(second);
        }
        damage(archive);
        try (RiskgateProcess third = start()) {
            assertThat(maps(third.pid())).doesNotContain(archive.toString());
            await(() -> descendants(third).anyMatch(QuickStartIT::isMaker));
            assertLeavesNothing(third);
        }
    }

    private RiskgateProcess start() throws Exception {
        return RiskgateProcess.start(JAVA, home, Map.of(), "serve", "--given.by.the=user")
                .awaitReady();
    }

    private void assertKeepsWhatTheUserGave(RiskgateProcess service) throws Exception {
        List<String> words = words(service.pid());
        assertThat(words).contains("-Xmx1234m", "-Dgiven.by=the user");
        assertThat(words.subList(words.indexOf("-jar") + 1, words.size()))
                .satisfiesExactly(
                        jar -> assertThat(jar).startsWith(home.resolve("quickstart").toString()),
                        command -> assertThat(command).isEqualTo("serve"),
                        setting -> assertThat(setting).isEqualTo("--given.by.the=user"));
    }

    /* PostgreSQL is left to the next start on purpose: it ends what it has begun. */
    private static void assertLeavesNothing(RiskgateProcess service) throws Exception {
        List<ProcessHandle> javas =
                descendants(service).filter(QuickStartIT::isJavaOrItsShell).toList();
        assertThat(javas).isNotEmpty();
        service.kill();
        await(() -> javas.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static boolean isJavaOrItsShell(ProcessHandle process) {
        return process.info()
                .command()
                .filter(name -> name.matches(".*/(java|sh|dash|bash)"))
                .isPresent();
    }

    private static boolean isMaker(ProcessHandle process) {
        return process.info().arguments().stream()
                .flatMap(Arrays::stream)
                .anyMatch("-Xshare:dump"::equals);
    }

    private static Stream<ProcessHandle> descendants(RiskgateProcess service) {
        return ProcessHandle.of(service.pid()).stream().flatMap(ProcessHandle::descendants);
    }

    /* Its checksum is written last. */
    private Optional<Path> archive() {
        try (var copies = Files.newDirectoryStream(home.resolve("quickstart"))) {
            for (Path copy : copies) {
                try (var checksums = Files.newDirectoryStream(copy, "*.jsa.crc")) {
                    for (Path checksum : checksums) {
                        return Optional.of(Path.of(checksum.toString().replace(".crc", "")));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void damage(Path archive) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(new byte[1 << 20]);
        }
    }

    private long broker() throws Exception {
        return Long.parseLong(Files.readString(home.resolve("kafka/broker.pid")).strip());
    }

    private static String maps(long pid) throws Exception {
        return Files.readString(Path.of("/proc/" + pid + "/maps"));
    }

    private static List<String> words(long pid) throws Exception {
        return List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
    }

    private static void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
