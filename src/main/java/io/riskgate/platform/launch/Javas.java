package io.riskgate.platform.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Java installations of this machine. */
final class Javas {

    private static final Pattern VERSION =
            Pattern.compile("^JAVA_VERSION=\"(\\d+)", Pattern.MULTILINE);

    private Javas() {}

    /** The {@code java} program of the newest installation of at least this version. */
    static Optional<Path> newest(int atLeast) {
        return installations()
                .filter(home -> version(home) >= atLeast)
                .max(Comparator.comparingInt(Javas::version))
                .map(Javas::program);
    }

    private static Stream<Path> installations() {
        String user = System.getProperty("user.home", "");
        return Stream.concat(
                        Stream.ofNullable(System.getenv("JAVA_HOME")).map(Path::of),
                        Stream.of(
                                        Path.of("/usr/lib/jvm"),
                                        Path.of("/opt"),
                                        Path.of("/opt/java"),
                                        Path.of(user, ".sdkman", "candidates", "java"),
                                        Path.of(user, ".jdks"),
                                        Path.of("/Library/Java/JavaVirtualMachines"))
                                .flatMap(Javas::children))
                .flatMap(home -> Stream.of(home, home.resolve("Contents/Home")))
                .filter(home -> Files.isExecutable(program(home)));
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Path program(Path home) {
        return home.resolve("bin").resolve("java");
    }

    /* Every installation says its version in a file, so none need be run to ask. */
    private static int version(Path home) {
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Integer.parseInt(Objects.requireNonNull(version.group(1))) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
