package io.riskgate.platform.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words that this process was started with, as the system keeps them: {@code java}, the options
 * of the virtual machine, {@code -jar}, the jar and its arguments.
 *
 * <p>The system is asked, and not the virtual machine, because the latter mixes in what stands in
 * environment variables, which the next one reads again by itself.
 */
public final class StartedWith {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private final List<String> words;
    private final int jar;

    private StartedWith(List<String> words, int jar) {
        this.words = words;
        this.jar = jar;
    }

    /** Empty where the system does not say it, or this process was not started with a jar. */
    public static Optional<StartedWith> thisProcess() {
        try {
            String line = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8);
            List<String> words = List.of(line.split("\0", -1));
            String main = System.getProperty("sun.java.command", "");
            return of(
                    words.subList(0, words.size() - 1),
                    System.getProperty("java.class.path", ""),
                    main);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<StartedWith> of(List<String> words, String classPath, String command) {
        int jar = words.indexOf("-jar") + 1;
        return jar > 0
                        && jar < words.size()
                        && words.get(jar).equals(classPath)
                        && command.startsWith(classPath)
                ? Optional.of(new StartedWith(words, jar))
                : Optional.empty();
    }

    /** The jar, as it was named. */
    public String jar() {
        return words.get(jar);
    }

    /** The options of the virtual machine. */
    public List<String> options() {
        return words.subList(1, jar - 1);
    }

    /**
     * The same words for another start.
     *
     * @param program that is started instead
     * @param more options that come before those given
     * @param otherJar the jar that is started instead
     */
    public List<String> again(String program, List<String> more, String otherJar) {
        List<String> line = new ArrayList<>();
        line.add(program);
        line.addAll(more);
        line.addAll(words.subList(1, jar));
        line.add(otherJar);
        line.addAll(words.subList(jar + 1, words.size()));
        return line;
    }
}
