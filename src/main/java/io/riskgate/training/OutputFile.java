package io.riskgate.training;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that a command is to write at its end, looked at before it begins. */
final class OutputFile {

    private OutputFile() {}

    /**
     * Makes sure that a file can be written.
     *
     * @throws IllegalArgumentException in words for the one who named it
     */
    static void require(Path file, String option) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException(
                    "%s=%s is a folder: name a file.".formatted(option, file));
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    "%s=%s cannot be written: make the folder %s first."
                            .formatted(option, file, folder));
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new IllegalArgumentException(
                    "%s=%s cannot be written: this user may not.".formatted(option, file));
        }
    }
}
