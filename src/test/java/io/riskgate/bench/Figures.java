package io.riskgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a bench found, on the console and in {@code target/figures.txt}. */
public final class Figures {

    private static final Path FILE = Path.of("target", "figures.txt");

    private Figures() {}

    public static void say(String line, Object... values) throws IOException {
        String text = line.formatted(values);
        System.out.println(text);
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, text + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** A size that the command line may change, such as {@code -Dbench.transactions=20000}. */
    public static long size(String name, long usual) {
        return Long.getLong("bench." + name, usual);
    }
}
