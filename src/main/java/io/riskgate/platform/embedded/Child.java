package io.riskgate.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How child processes are started and ended. */
final class Child {

    private Child() {}

    /**
     * A command in a session of its own, so that Ctrl-C in the terminal reaches the service alone
     * and the service stops its children when it no longer needs them.
     */
    static List<String> inOwnSession(List<String> command) {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            line.add("/usr/bin/setsid");
        }
        line.addAll(command);
        return line;
    }

    /** Whether it ended within this time. */
    static boolean ended(ProcessHandle process, Duration within) {
        try {
            process.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    /** The exit status, and what it wrote, of a command that ends by itself. */
    static int run(List<String> command, Path log, Duration within) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        if (!ended(process.toHandle(), within)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }
}
