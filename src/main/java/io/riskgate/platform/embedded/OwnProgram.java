package io.riskgate.platform.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** This very program, to be started once more with a hidden command. */
final class OwnProgram {

    private static final String MAIN_CLASS = "io.riskgate.platform.launch.Launcher";

    private OwnProgram() {}

    /*
     * The packaged jar starts as it was started; a class path goes through the environment, because a long command
     * line hides the arguments by which a leftover is recognised.
     */
    static ProcessBuilder builder(List<String> jvmOptions, String... arguments) {
        String classPath = System.getProperty("java.class.path", "");
        boolean packaged = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        if (packaged) {
            command.add("-jar");
            command.add(Path.of(classPath).toAbsolutePath().toString());
        } else {
            command.add(MAIN_CLASS);
        }
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(Child.inOwnSession(command));
        if (!packaged) {
            builder.environment().put("CLASSPATH", classPath);
        }
        return builder;
    }
}
