package io.riskgate.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The ids that are known without PostgreSQL. */
@Component
class Window {

    /*
     * Ids are noted after their commit, so a service that is killed leaves out the last of them. They are those that callers
     * send again, because their answers were lost, and PostgreSQL may be slow or gone by then.
     */
    private static final Logger log = LoggerFactory.getLogger(Window.class);
    private static final int MOST = 100_000;
    private static final int PORTION = 1_000;

    private final Spill spill;
    private final KnownRows known;

    Window(Spill spill, KnownRows known) {
        this.spill = spill;
        this.known = known;
    }

    /** Notes what PostgreSQL holds up to this number and was not noted; the newest of very many. */
    void complete(long last) {
        List<SpilledRow> portion = new ArrayList<>();
        known.after(
                Math.max(spill.newest(), last - MOST),
                row -> {
                    portion.add(row);
                    if (portion.size() == PORTION) {
                        note(portion);
                    }
                });
        note(portion);
    }

    private void note(List<SpilledRow> portion) {
        try {
            spill.remember(portion);
        } catch (IOException unwritable) {
            log.warn("Ids are not in the local window: {}", unwritable.toString());
        }
        portion.clear();
    }
}
