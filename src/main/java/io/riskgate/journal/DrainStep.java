package io.riskgate.journal;

import io.riskgate.decision.Decision.Durability;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Brings what was spilled into PostgreSQL, some rows at a time, oldest first. */
final class DrainStep {

    private static final Logger log = LoggerFactory.getLogger(DrainStep.class);

    private final Journaling journaling;
    private final Turn turn;
    private final JournalStore store;
    private final Spill spill;

    DrainStep(Journaling journaling) {
        this.journaling = journaling;
        this.turn = journaling.turn();
        this.store = journaling.store();
        this.spill = journaling.spill();
    }

    /**
     * Does the next thing there is to do.
     *
     * @param handBack gives the turn back to PostgreSQL's writer where nothing is left
     * @return whether it may be called again at once
     */
    boolean step(BooleanSupplier handBack) {
        if (!journaling.breaker().permits()) {
            return false;
        }
        long start = System.nanoTime();
        try {
            boolean more = next(handBack);
            journaling.breaker().answered(start);
            turn.answering(true);
            return more;
        } catch (JournalStore.UnavailableException gone) {
            journaling.breaker().failed(start, gone);
            turn.answering(false);
            log.debug("PostgreSQL does not answer yet.", gone);
            return false;
        } catch (RuntimeException failure) {
            journaling.breaker().failed(start, failure);
            log.error("What was spilled cannot be written to PostgreSQL; tried again.", failure);
            return false;
        }
    }

    private boolean next(BooleanSupplier handBack) {
        Spill.Portion oldest = spill.oldest(journaling.settings().batch());
        if (!oldest.rows().isEmpty()) {
            drain(oldest.rows());
            spill.drained(oldest.last());
            journaling.meters().drained(oldest.rows().size());
            journaling.listeners().drained(oldest.last());
            return true;
        }
        Run held = turn.takeHeld();
        if (held != null) {
            retry(held);
            return true;
        }
        store.ping();
        return handBack.getAsBoolean();
    }

    /* The held run may have got through in the end, so it is written like one that was spilled. */
    private void retry(Run held) {
        turn.begin(held);
        try {
            drain(journaling.codec().whole(held.batch(), Instant.now()));
        } catch (RuntimeException failure) {
            if (turn.end(held, () -> {})) {
                turn.pass(held, true);
            }
            throw failure;
        }
        if (turn.end(held, () -> journaling.settlement().settle(held))) {
            journaling.listeners().drained(held.last());
            journaling.settlement().tell(held, Durability.JOURNALED);
        }
    }

    private void drain(List<SpilledRow> rows) {
        try {
            journaling.clashes().found(store.drain(rows));
        } catch (JournalStore.RejectedException rejected) {
            if (rows.size() > 1) {
                drain(rows.subList(0, rows.size() / 2));
                drain(rows.subList(rows.size() / 2, rows.size()));
            } else {
                SpilledRow row = rows.getFirst();
                log.error(
                        "PostgreSQL refuses number {} of the spill, which is set aside.",
                        row.sequence(),
                        rejected);
                spill.setAside(row);
            }
        }
    }
}
