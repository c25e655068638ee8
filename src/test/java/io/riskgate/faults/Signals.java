package io.riskgate.faults;

import io.riskgate.bench.LocalService;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Signals to the service's children. */
final class Signals {

    private Signals() {}

    /** PostgreSQL with all that serves its connections. */
    static List<ProcessHandle> postgres(LocalService service) {
        return children(service, title -> title.contains("postgres") && !title.contains("java"));
    }

    /** The embedded broker. */
    static List<ProcessHandle> broker(LocalService service) {
        return children(service, title -> title.contains("java") && title.contains("broker"));
    }

    static void send(String signal, List<ProcessHandle> to)
            throws IOException, InterruptedException {
        if (to.isEmpty()) {
            throw new IllegalStateException("nobody to send " + signal + " to");
        }
        List<String> command =
                Stream.concat(
                                Stream.of("kill", "-" + signal),
                                to.stream().map(one -> Long.toString(one.pid())))
                        .toList();
        // One of many may have ended meanwhile.
        new ProcessBuilder(command).start().waitFor(10, TimeUnit.SECONDS);
    }

    private static List<ProcessHandle> children(
            LocalService service, java.util.function.Predicate<String> wanted) {
        return service.process().descendants().filter(child -> wanted.test(title(child))).toList();
    }

    private static String title(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(child.pid()), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException ended) {
            return "";
        }
    }
}
