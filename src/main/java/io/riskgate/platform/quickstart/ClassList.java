package io.riskgate.platform.quickstart;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * The classes that a process and its children have loaded so far, as their virtual machines list
 * them while they run.
 *
 * <p>The numbers of the lists, which differ between processes, go; so do classes of loaders other
 * than the machine's own, which refer to them, and a last line that is still being written.
 */
final class ClassList {

    private static final Pattern NUMBER = Pattern.compile(" id: \\d+");

    private static final String PREFIX = "classes-";

    private final Path first;
    private final Set<String> lines;

    private ClassList(Path first, Set<String> lines) {
        this.first = first;
        this.lines = lines;
    }

    /** A file in this folder that a virtual machine can list its classes in. */
    static Path reserve(Path folder) throws IOException {
        return Files.createTempFile(folder, PREFIX, ".list");
    }

    /** What stands in a list and in those of the children, whose names begin with its own. */
    static ClassList of(Path first) throws IOException {
        Set<String> lines = new LinkedHashSet<>();
        for (Path list : lists(first)) {
            add(list, lines);
        }
        return new ClassList(first, lines);
    }

    /** One list for all. */
    Path write() throws IOException {
        return Files.write(first.resolveSibling(first.getFileName() + ".all"), lines);
    }

    Set<String> lines() {
        return lines;
    }

    /** Removes the lists in a folder, and what was made of them there. */
    static void removeAll(Path folder) throws IOException {
        try (DirectoryStream<Path> lists = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path list : lists) {
                Files.deleteIfExists(list);
            }
        }
    }

    private static void add(Path list, Set<String> lines) throws IOException {
        String text = Files.readString(list);
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> !line.contains(" source:"))
                .map(line -> NUMBER.matcher(line).replaceFirst(""))
                .forEach(lines::add);
    }

    private static List<Path> lists(Path first) throws IOException {
        Path folder = Objects.requireNonNull(first.getParent());
        try (DirectoryStream<Path> lists =
                Files.newDirectoryStream(folder, first.getFileName() + "*")) {
            return StreamSupport.stream(lists.spliterator(), false).sorted().toList();
        }
    }
}
