package io.riskgate.journal;

import io.riskgate.decision.Decision.Durability;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The spill's writer: takes over what PostgreSQL is too slow for, and notes the ids of what it was
 * not.
 */
final class SpillWriter implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SpillWriter.class);
    private static final long WATCH_NANOS = Duration.ofMillis(10).toNanos();
    private static final long BUSY_NANOS = Duration.ofMillis(1).toNanos();
    private static final long PROBE_NANOS = Duration.ofMillis(250).toNanos();
    private static final int NOTES = 4096;

    private final Journaling journaling;
    private final SlotRing ring;
    private final Turn turn;
    private final Spill spill;

    /*
     * A caller may have waited for one commit before its own begins, so each may take half of its time.
     */
    private final long patience;

    /* Held while a run is on its way to disk: the turn is not given back in between. */
    private final ReentrantLock pen = new ReentrantLock();
    private final LinkedBlockingQueue<JournalStore.Batch> notes = new LinkedBlockingQueue<>(NOTES);
    private volatile boolean unwritable;
    private volatile @Nullable Thread thread;
    private long probed;

    SpillWriter(Journaling journaling) {
        this.journaling = journaling;
        this.ring = journaling.ring();
        this.turn = journaling.turn();
        this.spill = journaling.spill();
        this.patience = journaling.settings().deadline().toNanos() / 2;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        while (journaling.isRunning() || !unwritable && (turn.isBusy() || ring.hasFirst())) {
            if (!write() && !note()) {
                LockSupport.parkNanos(this, turn.isSpilling() ? BUSY_NANOS : WATCH_NANOS);
            }
        }
        noteAll();
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    /** Whether neither PostgreSQL nor the disk takes anything. */
    boolean isUnwritable() {
        return unwritable;
    }

    /** These are in PostgreSQL: their ids go into the window when there is time. */
    void remember(JournalStore.Batch batch) {
        if (!notes.offer(batch)) {
            journaling.meters().forgotten(batch.transactions().size());
        }
    }

    /** Gives the turn back to PostgreSQL's writer, if nothing was spilled meanwhile. */
    boolean handBack() {
        pen.lock();
        try {
            if (spill.standing().isEmpty()) {
                unwritable = false;
                journaling.breaker().trust();
                turn.handBack();
            }
            return true;
        } finally {
            pen.unlock();
        }
    }

    private boolean write() {
        pen.lock();
        try {
            Turn.Handed handed = turn.handed(patience);
            if (handed != null) {
                log.debug("Number {} on is taken over.", handed.run().first());
                write(handed.run(), handed.inDoubt());
                return true;
            }
            if (unwritable && !retried()) {
                return false;
            }
            if (!turn.maySpill()) {
                return false;
            }
            List<Slot> taken = ring.take(journaling.settings().batch());
            if (!taken.isEmpty()) {
                write(Run.of(ring.next(), taken), false);
            }
            return !taken.isEmpty();
        } finally {
            pen.unlock();
        }
    }

    /* What PostgreSQL holds is noted before anything stands in the spill: so the window has no gap but at its end. */
    private void write(Run run, boolean inDoubt) {
        noteAll();
        try {
            if (!run.batch().isEmpty()) {
                spill.append(run.first(), run.last(), run.batch());
            }
        } catch (IOException | RuntimeException failure) {
            fail(run, inDoubt, failure);
            return;
        }
        journaling.settlement().settle(run);
        journaling.settlement().tell(run, Durability.SPILLED);
        if (!run.batch().isEmpty()) {
            journaling.meters().spilled(run.slots().size());
        }
    }

    /*
     * Neither store takes it. What PostgreSQL never saw counts nowhere from here on. What it may have seen, or may yet see
     * when it wakes up, is kept until that is known; whatever came after it is refused all the same.
     */
    private void fail(Run run, boolean inDoubt, Exception failure) {
        if (!unwritable) {
            log.error("Neither PostgreSQL nor the spill can be written.", failure);
        }
        unwritable = true;
        probed = System.nanoTime();
        ring.retract(inDoubt ? run.last() + 1 : run.first());
        if (inDoubt) {
            turn.hold(run);
        }
    }

    /** Whether the disk can be written again. */
    private boolean retried() {
        if (System.nanoTime() - probed < PROBE_NANOS) {
            return refuse();
        }
        probed = System.nanoTime();
        try {
            spill.probe();
        } catch (IOException | RuntimeException still) {
            log.debug("The spill cannot be written yet.", still);
            return refuse();
        }
        unwritable = false;
        Run held = turn.takeHeld();
        if (held != null) {
            write(held, true);
        }
        return true;
    }

    /* What slipped in before the door closed is refused at once. */
    private boolean refuse() {
        if (turn.maySpill() && ring.hasFirst()) {
            List<Slot> taken = ring.take(journaling.settings().batch());
            if (!taken.isEmpty()) {
                Run run = Run.of(ring.next(), taken);
                if (run.batch().isEmpty()) {
                    journaling.settlement().settle(run);
                } else {
                    ring.retract(run.first());
                }
            }
        }
        return false;
    }

    private void noteAll() {
        while (note()) {
            // one after the other
        }
    }

    private boolean note() {
        JournalStore.Batch batch = notes.poll();
        if (batch == null) {
            return false;
        }
        try {
            spill.remember(journaling.codec().brief(batch, Instant.now()));
        } catch (IOException | RuntimeException failure) {
            journaling.meters().forgotten(batch.transactions().size());
            log.debug("Some ids are not in the local window.", failure);
        }
        return true;
    }
}
