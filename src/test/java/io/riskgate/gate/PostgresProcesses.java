package io.riskgate.gate;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of the PostgreSQL in a home folder, to be stopped, woken and killed. */
public final class PostgresProcesses {

    private final Path pidFile;

    public PostgresProcesses(Path home) {
        assumeThat(Boolean.getBoolean("riskgate.test.containers"))
                .as("the processes of a PostgreSQL in a container are not this machine's to stop")
                .isFalse();
        this.pidFile = home.resolve("postgres/data/postmaster.pid");
    }

    /**
     * Every one of them hangs, as on a machine that is paged out or a disk that does not answer.
     */
    public void hang() throws Exception {
        signal("STOP", all());
    }

    public void wakeUp() throws Exception {
        signal("CONT", all());
    }

    /** Every one of them dies, as when the machine is out of memory. */
    public void kill() throws Exception {
        signal("KILL", all());
    }

    private List<Long> all() throws IOException {
        ProcessHandle server =
                ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                        .orElseThrow();
        return Stream.concat(Stream.of(server), server.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static void signal(String name, List<Long> processes) throws Exception {
        List<String> command =
                Stream.concat(
                                Stream.of("kill", "-" + name),
                                processes.stream().map(pid -> Long.toString(pid)))
                        .toList();
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
