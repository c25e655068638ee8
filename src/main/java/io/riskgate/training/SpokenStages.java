package io.riskgate.training;

import java.io.PrintWriter;

/** Tells the service that started this process how far the run has come. */
final class SpokenStages implements Stages {

    private final PrintWriter out;
    private Stage stage = Stage.COLLECT;

    SpokenStages(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void enter(Stage next) {
        stage = next;
        progress(0, 1);
    }

    @Override
    public void progress(int done, int of) {
        out.println(new RunEvent(stage, done, of).line());
    }
}
