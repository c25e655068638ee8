package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** What commands refuse before they begin. */
class CommandChecksTests {

    @TempDir Path folder;

    @Test
    void aDatasetOfNoTimeIsRefused() {
        for (String to : new String[] {"2026-01-01T00:00:00Z", "2025-12-01T00:00:00Z"}) {
            assertRefused(
                    new DatasetCommand(),
                    "--from must be before --to",
                    "--from=2026-01-01T00:00:00Z",
                    "--to=" + to,
                    "--out=" + folder.resolve("set.csv"));
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeTheWork() {
        assertRefused(
                new RetrainCommand(),
                "make the folder " + folder.resolve("none") + " first",
                "--report=" + folder.resolve("none").resolve("report.json"));
        assertRefused(new RetrainCommand(), "is a folder: name a file", "--report=" + folder);
        assertRefused(
                new DatasetCommand(),
                "make the folder " + folder.resolve("none") + " first",
                "--from=2026-01-01T00:00:00Z",
                "--to=2026-01-02T00:00:00Z",
                "--out=" + folder.resolve("none").resolve("set.csv"));
    }

    private static void assertRefused(Callable<?> command, String says, String... arguments) {
        new CommandLine(command).parseArgs(arguments);
        assertThatThrownBy(command::call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }
}
