package io.riskgate.platform.embedded;

import io.riskgate.platform.quickstart.QuickStart;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** This very program, to be started once more with a hidden command. */
final class OwnProgram {

    private static final String MAIN_CLASS = "io.riskgate.platform.launch.Launcher";

    private OwnProgram() {}

    static ProcessBuilder builder(List<String> jvmOptions, String command, String... arguments) {
        List<String> options = new ArrayList<>(QuickStart.childOptions(command));
        options.addAll(jvmOptions);
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(Child.inOwnSession(commandLine(options, words)));
        builder.environment().putAll(environment());
        return builder;
    }

    /*
     * The packaged jar starts as it was started; a class path goes through the environment, because a long command
     * line hides the arguments by which a leftover is recognised.
     */
    static List<String> commandLine(List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        if (isPackaged()) {
            command.add("-jar");
            command.add(Path.of(classPath()).toAbsolutePath().toString());
        } else {
            command.add(MAIN_CLASS);
        }
        command.addAll(arguments);
        return command;
    }

    static Map<String, String> environment() {
        return isPackaged() ? Map.of() : Map.of("CLASSPATH", classPath());
    }

    private static boolean isPackaged() {
        return classPath().endsWith(".jar") && !classPath().contains(File.pathSeparator);
    }

    private static String classPath() {
        return System.getProperty("java.class.path", "");
    }
}
