package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps what each stage did and how long it took, and passes everything on. */
final class RecordedStages implements Stages {

    private final Stages heard;
    private final List<Report.StageRecord> done = new ArrayList<>();
    private Map<String, Object> found = new LinkedHashMap<>();
    private @Nullable Stage stage;
    private long begin;

    RecordedStages(Stages heard) {
        this.heard = heard;
    }

    @Override
    public void enter(Stage next) {
        end();
        stage = next;
        begin = System.nanoTime();
        heard.enter(next);
    }

    @Override
    public void progress(int parts, int of) {
        heard.progress(parts, of);
    }

    /** Notes a figure of the stage that is under way. */
    void note(String name, Object figure) {
        found.put(name, figure);
    }

    /** What was done; the stage that is under way ends. */
    List<Report.StageRecord> all() {
        end();
        return done;
    }

    private void end() {
        if (stage != null) {
            String name = stage.name().toLowerCase(Locale.ROOT);
            double seconds = Math.round((System.nanoTime() - begin) / 1e6) / 1e3;
            done.add(new Report.StageRecord(name, seconds, found));
            found = new LinkedHashMap<>();
            stage = null;
        }
    }
}
