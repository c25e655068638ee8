package io.riskgate.platform.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts Riskgate, quickly where that can be; where the Java it was started with is too old, starts
 * it again with a newer one found on this machine, or says in one sentence what to install.
 */
public final class Launcher {

    static final int NEEDED = 25;

    /* By name, because this package is compiled for an older Java than they are. */
    private static final String APPLICATION = "io.riskgate.Riskgate";
    private static final String QUICK_START = "io.riskgate.platform.quickstart.QuickStart";

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        if (Runtime.version().feature() >= NEEDED) {
            launch(QUICK_START, arguments);
            ParentWatch.start();
            launch(APPLICATION, arguments);
            return;
        }
        Optional<Path> java = Javas.newest(NEEDED);
        if (java.isEmpty()) {
            System.err.println(
                    "Riskgate needs Java "
                            + NEEDED
                            + " or newer and this is Java "
                            + Runtime.version().feature()
                            + ": install one, or set JAVA_HOME to it.");
            System.exit(1);
        }
        System.exit(relaunch(java.get(), arguments));
    }

    private static void launch(String main, String[] arguments) throws Exception {
        try {
            Class.forName(main).getMethod("main", String[].class).invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private static int relaunch(Path java, String[] arguments)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command(java.toString(), arguments)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return process.waitFor();
    }

    /* As it was started, with the options that the user gave; those that the newer Java no longer knows do no harm. */
    private static List<String> command(String java, String[] arguments) {
        List<String> options =
                List.of(
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid());
        return StartedWith.thisProcess()
                .map(words -> words.again(java, options, words.jar()))
                .orElseGet(() -> unpackaged(java, options, arguments));
    }

    private static List<String> unpackaged(String java, List<String> options, String[] arguments) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(Launcher.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
