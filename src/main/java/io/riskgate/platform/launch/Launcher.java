package io.riskgate.platform.launch;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts Riskgate; where the Java it was started with is too old, starts it again with a newer one
 * found on this machine, or says in one sentence what to install.
 */
public final class Launcher {

    static final int NEEDED = 25;

    private static final String APPLICATION = "io.riskgate.Riskgate";

    private Launcher() {}

    public static void main(String[] arguments) throws Exception {
        if (Runtime.version().feature() >= NEEDED) {
            ParentWatch.start();
            launch(arguments);
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

    private static void launch(String[] arguments) throws Exception {
        try {
            Class.forName(APPLICATION)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private static int relaunch(Path java, String[] arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-D" + ParentWatch.PROPERTY + "=" + ProcessHandle.current().pid());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        return process.waitFor();
    }

    /* In the packaged jar, the class path is that jar, and the nested ones are opened by its own main class. */
    private static String mainClass() {
        String started = System.getProperty("sun.java.command", "").split(" ", 2)[0];
        return started.endsWith(".jar")
                ? "org.springframework.boot.loader.launch.JarLauncher"
                : Launcher.class.getName();
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
