package io.riskgate.platform.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * A packaged jar taken apart into the jars it holds: only classes of such can be archived, and they
 * load sooner.
 *
 * <p>A copy is known by the content it was made from. It is made aside and renamed, and taken for
 * whole by a later start only once {@link #seal} has put it on the disk: until then a machine that
 * loses power might keep its names without its bytes. Whoever comes meanwhile makes one of his own,
 * so that none is ever changed under a process that runs from it.
 */
final class Copy {

    /** The jar to start from, in the folder of a copy. */
    static final String JAR = "riskgate.jar";

    private static final String LIB = "BOOT-INF/lib/";
    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String INDEX = "BOOT-INF/classpath.idx";
    private static final String SEAL = "sealed";

    /* The copy, an archive of about its size, both once more while the next is made, and room to breathe. */
    private static final int ROOM = 6;

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Copy() {}

    /** Whether the jar holds others. */
    static boolean isPossible(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry(INDEX) != null;
        }
    }

    /** A copy of the jar in a folder of copies, made where none is whole. */
    static Path of(Path jar, Path folder) throws IOException {
        String name = Content.of(jar);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, PRIVATE);
        }
        for (Path copy : copies(folder)) {
            if (copy.getFileName().toString().startsWith(name)
                    && Files.exists(copy.resolve(SEAL))) {
                return copy;
            }
        }
        if (Files.getFileStore(folder).getUsableSpace() < ROOM * Files.size(jar)) {
            throw new IOException("there is too little room in " + folder);
        }
        Path making = Files.createTempDirectory(folder, "making-");
        try {
            extract(jar, making);
            return Files.move(
                    making,
                    folder.resolve(making.getFileName().toString().replace("making", name)));
        } catch (IOException | RuntimeException e) {
            delete(making);
            throw e;
        }
    }

    /** Puts a copy on the disk; from then on later starts use it. */
    static void seal(Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Disk.force(file);
            }
        }
        if (!Files.exists(copy.resolve(SEAL))) {
            Files.createFile(copy.resolve(SEAL));
        }
    }

    /** Removes every other copy, finished or not, from the folder that this one lies in. */
    static void removeOthers(Path copy) throws IOException {
        for (Path other : copies(copy.resolveSibling("."))) {
            if (!other.getFileName().equals(copy.getFileName())) {
                delete(other);
            }
        }
    }

    private static List<Path> copies(Path folder) throws IOException {
        try (Stream<Path> copies = Files.list(folder)) {
            return copies.filter(Files::isDirectory).toList();
        }
    }

    private static void extract(Path jar, Path into) throws IOException {
        Files.createDirectory(into.resolve("lib"));
        Set<String> names = new HashSet<>();
        try (JarFile from = new JarFile(jar.toFile());
                JarOutputStream own =
                        new JarOutputStream(
                                Files.newOutputStream(into.resolve(JAR)), manifest(from))) {
            own.setLevel(Deflater.BEST_SPEED);
            for (Enumeration<JarEntry> all = from.entries(); all.hasMoreElements(); ) {
                JarEntry entry = all.nextElement();
                try (InputStream in = from.getInputStream(entry)) {
                    if (entry.getName().startsWith(LIB) && !entry.isDirectory()) {
                        Files.copy(in, library(into, entry.getName()));
                    } else if (isOwn(entry) && names.add(ownName(entry))) {
                        own.putNextEntry(new JarEntry(ownName(entry)));
                        in.transferTo(own);
                    }
                }
            }
        }
    }

    private static Path library(Path into, String entry) throws IOException {
        Path lib = into.resolve("lib");
        Path library = lib.resolve(entry.substring(LIB.length())).normalize();
        if (!lib.equals(library.getParent())) {
            throw new IOException(entry + " is not a library");
        }
        return library;
    }

    /* Folders too: who looks for classes or migrations in a package asks for its folder. */
    private static boolean isOwn(JarEntry entry) {
        String name = entry.getName();
        return !name.equals(JarFile.MANIFEST_NAME)
                && !ownName(entry).isEmpty()
                && (name.startsWith(CLASSES) || name.startsWith("META-INF/"));
    }

    private static String ownName(JarEntry entry) {
        return entry.getName().replace(CLASSES, "");
    }

    private static Manifest manifest(JarFile from) throws IOException {
        Manifest manifest = new Manifest(from.getManifest());
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MAIN_CLASS, main.remove(new Attributes.Name("Start-Class")));
        main.put(Attributes.Name.CLASS_PATH, classPath(from));
        return manifest;
    }

    /* The index names the libraries in the order in which their classes are looked for. */
    private static String classPath(JarFile from) throws IOException {
        try (var index = from.getInputStream(from.getEntry(INDEX))) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replace("- \"" + LIB, "lib/").replace("\"", "").strip())
                    .collect(Collectors.joining(" "));
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
