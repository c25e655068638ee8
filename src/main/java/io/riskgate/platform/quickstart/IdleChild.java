package io.riskgate.platform.quickstart;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A command that runs when nobody else wants the processor.
 *
 * <p>A shell stands between: it holds one end of a pipe whose other end this process has, and ends
 * the command when the pipe does, which is when this process is gone, even killed. The policy is
 * SCHED_IDLE where there is one, and the lowest niceness; where the kernel groups processes by
 * session (autogroup), the session's niceness is what counts.
 */
final class IdleChild {

    private static final Logger log = LoggerFactory.getLogger(IdleChild.class);

    private static final String SHELL =
            """
            if [ -w /proc/self/autogroup ]; then echo 19 > /proc/self/autogroup 2> /dev/null; fi
            exec 3<&0
            if chrt -i 0 true 2> /dev/null; then set -- chrt -i 0 nice -n 19 "$@"; else set -- nice -n 19 "$@"; fi
            "$@" < /dev/null 3<&- &
            command=$!
            { read -r _ <&3; kill -9 $command; } 2> /dev/null &
            watch=$!
            exec 3<&-
            wait $command
            status=$?
            kill $watch 2> /dev/null
            exit $status
            """;
    private static final Path SESSION = Path.of("/usr/bin/setsid");
    private static final long END_SECONDS = 2;

    private final Process shell;

    private IdleChild(Process shell) {
        this.shell = shell;
    }

    /**
     * Starts it.
     *
     * @param output where what it says is kept
     * @param unwanted whether it is no longer wanted, asked once it runs
     */
    static IdleChild start(List<String> command, Path output, BooleanSupplier unwanted)
            throws IOException {
        List<String> line = new ArrayList<>();
        if (Files.isExecutable(SESSION)) {
            line.add(SESSION.toString());
        }
        line.addAll(List.of("/bin/sh", "-c", SHELL, "riskgate-archive"));
        line.addAll(command);
        IdleChild child =
                new IdleChild(
                        new ProcessBuilder(line)
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile())
                                .start());
        if (unwanted.getAsBoolean()) {
            child.end();
        }
        return child;
    }

    /** Waits for its end and gives the exit status. */
    int await() throws InterruptedException {
        return shell.waitFor();
    }

    /** Ends it. */
    void end() {
        try {
            shell.getOutputStream().close();
            if (!shell.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            log.debug("the pipe to the archive's maker was closed already", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
