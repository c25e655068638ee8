package io.riskgate.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A child that outlived the service that started it. */
final class Leftover {

    private Leftover() {}

    /**
     * The live process that a file names in its first line, if that process was started with the
     * given folder among its arguments; another one only has its number by chance.
     */
    static Optional<ProcessHandle> process(Path pidFile, Path folder) throws IOException {
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> hasArgument(process, folder.toString()));
    }

    private static boolean hasArgument(ProcessHandle process, String argument) {
        return process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(argument))
                .orElse(false);
    }
}
