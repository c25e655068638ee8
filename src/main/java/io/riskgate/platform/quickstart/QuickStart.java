package io.riskgate.platform.quickstart;

import io.riskgate.platform.launch.StartedWith;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts a quicker start in the place of this one: the same process, with the same options and
 * arguments, from an extracted copy of the jar in the home and, once there is one, an archive of
 * its classes. Where anything stands against that, it returns, and the start goes on as it is.
 *
 * <p>A start without an archive lists the classes it loads; from the list the running service has
 * the archive made ({@link ArchiveMaker}) for the next start.
 */
public final class QuickStart {

    /** System property: the archive that this process was started from. */
    static final String ARCHIVE = "riskgate.quickstart.archive";

    /** System property: the file in which this process lists the classes it loads. */
    static final String CLASSES = "riskgate.quickstart.classes";

    /** System property: why this process was started as it is. */
    static final String PLAIN = "riskgate.quickstart.plain";

    /* What the copied process was started from; who looks for the jar among the processes still finds it. */
    private static final String JAR = "riskgate.quickstart.jar";

    private static final String SETTING = "riskgate.platform.quick-start";
    private static final String SWITCH = "RISKGATE_PLATFORM_QUICKSTART";

    /* Where the user chose an archive, or a tool looks at the virtual machine, that one is left alone. */
    private static final Pattern OBSERVED =
            Pattern.compile(
                    "@.*|-Xshare.*|-XX:AOT.*|-XX:Shared.*|-XX:.AutoCreateShared.*"
                            + "|-XX:ArchiveClasses.*|-XX:DumpLoaded.*|-agent.*|-javaagent.*|-Xrun.*"
                            + "|-XX:StartFlightRecording.*|-XX:Flags=.*|-XX:VMOptionsFile.*");

    private QuickStart() {}

    /**
     * Returns only where there is no quicker start.
     *
     * @param arguments of the program
     */
    public static void main(String[] arguments) {
        Optional<StartedWith> started = StartedWith.thisProcess();
        if (started.isEmpty() || !isServe(arguments)) {
            return;
        }
        try {
            if (!Copy.isPossible(Path.of(started.get().jar()))) {
                return;
            }
            Optional<String> objection = objection(started.get(), arguments);
            if (objection.isPresent()) {
                System.setProperty(PLAIN, objection.get());
            } else {
                quicker(started.get(), home(arguments).resolve("quickstart"));
            }
        } catch (IOException | RuntimeException e) {
            System.setProperty(PLAIN, e.toString());
        }
    }

    private static void quicker(StartedWith started, Path folder) throws IOException {
        Path copy = Copy.of(Path.of(started.jar()), folder);
        ClassArchive archive = ClassArchive.ofThisMachine(copy);
        List<String> options = new ArrayList<>();
        options.add("-D" + JAR + "=" + started.jar());
        if (archive.isSound()) {
            options.add("-D" + ARCHIVE + "=" + archive.file());
            options.addAll(use(archive.file().toString()));
        } else {
            Path classes = ClassList.reserve(copy);
            options.add("-D" + CLASSES + "=" + classes);
            options.addAll(list(classes.toString()));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Execution.replace(java, started.again(java, options, copy.resolve(Copy.JAR).toString()));
    }

    /**
     * The options with which a child of this process, a Java of its own on the same jar, takes part
     * in what this process does: is started from the archive, or lists its classes for it.
     */
    public static List<String> childOptions(String name) {
        String archive = System.getProperty(ARCHIVE);
        String classes = System.getProperty(CLASSES);
        if (archive != null) {
            return use(archive);
        }
        return classes == null ? List.of() : list(classes + "." + name);
    }

    /* An archive that does not fit is passed over in silence. */
    private static List<String> use(String archive) {
        return List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Xlog:cds=off,aot=off",
                "-XX:SharedArchiveFile=" + archive);
    }

    private static List<String> list(String classes) {
        return List.of(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-Xlog:cds=off,aot=off",
                "-XX:DumpLoadedClassList=" + classes);
    }

    private static Optional<String> objection(StartedWith started, String[] arguments) {
        if (isOff(arguments)) {
            return Optional.of(SETTING + " is false");
        }
        if (!System.getProperty("java.vm.name", "").matches(".*(OpenJDK|HotSpot).*")) {
            return Optional.of("this virtual machine is not known to keep archives");
        }
        return Stream.concat(started.options().stream(), fromEnvironment())
                .filter(OBSERVED.asMatchPredicate())
                .findFirst()
                .map(option -> option + " is given");
    }

    private static Stream<String> fromEnvironment() {
        return Stream.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
                .flatMap(name -> Stream.ofNullable(System.getenv(name)))
                .flatMap(options -> Stream.of(options.split("\\s+")));
    }

    private static boolean isOff(String[] arguments) {
        String set =
                argument(arguments, SETTING)
                        .or(() -> Optional.ofNullable(System.getProperty(SETTING)))
                        .or(() -> Optional.ofNullable(System.getenv(SWITCH)))
                        .orElse("true");
        return set.toLowerCase(Locale.ROOT).equals("false");
    }

    private static Path home(String[] arguments) {
        String home =
                argument(arguments, "riskgate.home")
                        .or(() -> Optional.ofNullable(System.getProperty("riskgate.home")))
                        .or(() -> Optional.ofNullable(System.getenv("RISKGATE_HOME")))
                        .orElse(".riskgate");
        return Path.of(home).toAbsolutePath().normalize();
    }

    private static Optional<String> argument(String[] arguments, String setting) {
        String prefix = "--" + setting + "=";
        return Stream.of(arguments)
                .filter(word -> word.startsWith(prefix))
                .map(word -> word.substring(prefix.length()))
                .reduce((first, last) -> last);
    }

    private static boolean isServe(String[] arguments) {
        return Stream.of(arguments)
                .filter(word -> !word.matches("--[a-z][\\w-]*(\\.[\\w\\[\\]-]+)+=.*"))
                .findFirst()
                .map("serve"::equals)
                .orElse(true);
    }
}
