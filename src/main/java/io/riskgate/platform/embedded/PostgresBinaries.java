package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;

/** The PostgreSQL programs, unpacked once into the home. */
final class PostgresBinaries {

    private static final int OWNER_EXECUTE = 0100;

    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    static Path unpackedInto(Path parent) throws IOException {
        String archive = archive();
        Path target = parent.resolve("programs");
        Path marker = target.resolve(archive + ".unpacked");
        if (Files.exists(marker)) {
            return target;
        }
        Folders.delete(target);
        Files.createDirectories(target);
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new RefusedStartException(
                        "There is no embedded PostgreSQL for this platform ("
                                + archive
                                + "): set SPRING_DATASOURCE_URL to a PostgreSQL server.");
            }
            unpack(packed, target);
        }
        Files.createFile(marker);
        return target;
    }

    private static String archive() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.startsWith("mac") ? "darwin" : os.startsWith("win") ? "windows" : os;
        String machine = arch.equals("aarch64") ? "arm_64" : "x86_64";
        return "postgres-" + system + "-" + machine + ".txz";
    }

    private static void unpack(InputStream packed, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry outside the archive: " + entry.getName());
                }
                unpack(tar, entry, file);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, folder.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
            if ((entry.getMode() & OWNER_EXECUTE) != 0 && !file.toFile().setExecutable(true)) {
                throw new IOException("cannot make executable: " + file);
            }
        }
    }
}
