package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The folder that holds all local state, readable by its owner only. */
public final class Home {

    private final Path path;

    private Home(Path path) {
        this.path = path;
    }

    /** The home at this path, made if it is missing. */
    public static Home at(String path) {
        Path absolute = Path.of(path).toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
            return new Home(absolute.toRealPath());
        } catch (IOException e) {
            throw new RefusedStartException(
                    "The home folder "
                            + absolute
                            + " cannot be used ("
                            + Sentences.of(e)
                            + "): make it writable or set RISKGATE_HOME to another one.",
                    e);
        }
    }

    public Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /**
     * Takes the home for this process; the operating system gives it back when the process ends,
     * however it ends. Empty where another process has it.
     */
    Optional<Closeable> tryLock() {
        Path file = resolve("lock");
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // held by this very process: as taken as by any other
            }
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(channel);
        } catch (IOException e) {
            throw new RefusedStartException(
                    "The lock file "
                            + file
                            + " cannot be used ("
                            + Sentences.of(e)
                            + "): make the home folder writable.",
                    e);
        }
    }
}
