package io.riskgate.training;

import org.springframework.util.unit.DataSize;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A run in a process of its own: it takes only the processor time that nobody else wants, and no
 * more memory than it is given.
 *
 * <p>The shell sets both before the program begins. The limit is that of the data the process may
 * have (RLIMIT_DATA): everything it allocates, the Java heap as well as what the trainer allocates
 * beside it, but not the files it maps, which the system takes back when memory is short. The
 * policy is SCHED_IDLE where there is one, and the lowest niceness; where the kernel groups
 * processes by session (autogroup), the session's niceness is what counts.
 */
final class RunProcess {

    private static final String SHELL =
            """
            if [ -w /proc/self/autogroup ]; then echo 19 > /proc/self/autogroup 2> /dev/null; fi
            ulimit -d "$1"; shift
            if chrt -i 0 true 2> /dev/null; then exec chrt -i 0 nice -n 19 "$@"; fi
            exec nice -n 19 "$@"
            """;
    private static final Path SESSION = Path.of("/usr/bin/setsid");

    /* Of the limit; the trainer's own matrices lie beside the heap, and so do thread stacks and code. */
    private static final double HEAP_SHARE = 0.45;

    private final OwnProgram program;
    private final DataSize limit;

    RunProcess(OwnProgram program, DataSize limit) {
        this.program = program;
        this.limit = limit;
    }

    /**
     * Starts it.
     *
     * @param arguments of the program
     * @param environment beyond this process's own
     * @param folder where what it writes is kept
     */
    Process start(List<String> arguments, Map<String, String> environment, Path folder)
            throws IOException {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SESSION)) {
            line.add(SESSION.toString());
        }
        line.addAll(List.of("/bin/sh", "-c", SHELL, "riskgate-training", limit.toKilobytes() + ""));
        line.addAll(program.commandLine(jvmOptions(), arguments));
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectError(folder.resolve("run.err").toFile());
        builder.environment().putAll(program.environment());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Reads what a run says until it has ended.
     *
     * @param events is given each event; every other line goes to the folder's {@code run.log}
     */
    static int follow(Process run, Path folder, Consumer<RunEvent> events)
            throws IOException, InterruptedException {
        try (BufferedReader out = run.inputReader();
                PrintWriter log =
                        new PrintWriter(Files.newBufferedWriter(folder.resolve("run.log")))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                RunEvent event = RunEvent.read(line);
                if (event == null) {
                    log.println(line);
                } else {
                    events.accept(event);
                }
            }
        }
        return run.waitFor();
    }

    /* Ends with the service however that ends: the program watches the process it was started by. */
    private List<String> jvmOptions() {
        return List.of(
                "-Xmx" + (long) (limit.toKilobytes() * HEAP_SHARE) + "k",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:CICompilerCount=2",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Driskgate.launcher=" + ProcessHandle.current().pid());
    }
}
