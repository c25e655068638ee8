package io.riskgate.training;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells on the console how far a run has come. */
final class ConsoleStages implements Stages {

    private final PrintWriter out;
    private final long start = System.nanoTime();

    ConsoleStages(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void enter(Stage stage) {
        out.println(elapsed() + " " + stage.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void progress(int done, int of) {
        if (of > 1) {
            out.println(elapsed() + "   candidate " + (done + 1) + " of " + of);
        }
    }

    private String elapsed() {
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1e3;
        return "%7.1f s".formatted(seconds);
    }
}
