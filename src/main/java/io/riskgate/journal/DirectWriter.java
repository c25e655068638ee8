package io.riskgate.journal;

import io.riskgate.decision.Decision.Durability;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** PostgreSQL's writer: commits runs while it is its turn, drains the spill while it is not. */
final class DirectWriter implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(DirectWriter.class);
    private static final long IDLE_NANOS = 100_000_000;
    private static final long BREATHER_NANOS = 20_000_000;
    private static final long STEP_NANOS = 200_000;
    private static final int SEVERAL = 4;
    private static final int ENOUGH = 128;
    /* The part of the deadline that a commit should take. */
    private static final int SHARE = 6;
    private static final int FEWEST = 16;
    private static final int SMOOTHED = 4;

    private final Journaling journaling;
    private final SlotRing ring;
    private final Turn turn;
    private final JournalStore store;
    private final StoreBreaker breaker;
    private final SpillWriter spillWriter;
    private final DrainStep drain;
    private int rows;
    private double nanosARow;
    private volatile boolean idle;
    private volatile @Nullable Thread thread;

    DirectWriter(Journaling journaling, SpillWriter spillWriter) {
        this.journaling = journaling;
        this.spillWriter = spillWriter;
        this.ring = journaling.ring();
        this.turn = journaling.turn();
        this.store = journaling.store();
        this.breaker = journaling.breaker();
        this.drain = new DrainStep(journaling);
    }

    /*
     * While one commit is under way the next run gathers, so there is no need to wait for more. But a commit costs
     * PostgreSQL, the outbox and the cases nearly as much for one row as for sixty, and where callers share the processors
     * with them, that is taken from deciding. So where several came at once and more keep coming, a run waits a little; a
     * caller who is alone never does, nor do a few who have all come.
     */
    @Override
    public void run() {
        thread = Thread.currentThread();
        while (journaling.isRunning() || !turn.isSpilling() && ring.hasFirst()) {
            if (turn.isSpilling()) {
                if (!drain.step(spillWriter::handBack)) {
                    LockSupport.parkNanos(this, BREATHER_NANOS);
                }
            } else {
                gather();
                List<Slot> taken = ring.take(rowsThatFit());
                if (!taken.isEmpty()) {
                    commit(Run.of(ring.next(), taken));
                } else if (turn.takeDoubt()) {
                    ask(Run.of(ring.next(), List.of()));
                } else {
                    pause();
                }
            }
        }
    }

    private void gather() {
        long before = 0;
        long there = ring.hasFirst() && rows >= SEVERAL ? ring.depth() : 0;
        long end = System.nanoTime() + journaling.settings().gather().toNanos();
        while (there > before && there < ENOUGH && System.nanoTime() < end) {
            before = there;
            LockSupport.parkNanos(this, STEP_NANOS);
            there = ring.depth();
        }
    }

    /*
     * Rows that wait are no reason to think PostgreSQL slow, as a commit of too many of them would be: on processors that
     * others need, or with a young database, a full batch can take longer than a store that is well may.
     */
    private int rowsThatFit() {
        long room = journaling.settings().deadline().toNanos() / SHARE;
        long fit = nanosARow == 0 ? FEWEST : Math.max(FEWEST, (long) (room / nanosARow));
        return (int) Math.min(fit, journaling.settings().batch());
    }

    private void took(long nanos, int count) {
        double each = (double) nanos / count;
        nanosARow = nanosARow == 0 ? each : nanosARow + (each - nanosARow) / SMOOTHED;
    }

    private void pause() {
        idle = true;
        if (journaling.isRunning() && !ring.hasFirst()) {
            LockSupport.parkNanos(this, IDLE_NANOS);
        }
        idle = false;
    }

    void wake() {
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    private void commit(Run run) {
        if (run.batch().isEmpty()) {
            journaling.settlement().settle(run);
            return;
        }
        if (!breaker.permits()) {
            pass(run, false);
            return;
        }
        rows = run.slots().size();
        turn.begin(run);
        long start = System.nanoTime();
        try {
            attempt(run);
            breaker.answered(start);
            took(System.nanoTime() - start, run.slots().size());
            if (turn.end(run, () -> journaling.settlement().settle(run))) {
                journaling.meters().committed(System.nanoTime() - start, run.slots().size());
                tell(run);
            } else {
                turn.answering(true);
            }
        } catch (JournalStore.RejectedException rejected) {
            breaker.answered(start);
            if (turn.end(run, () -> {})) {
                isolate(run, rejected);
            }
        } catch (JournalStore.UnavailableException gone) {
            breaker.failed(start, gone);
            if (turn.end(run, () -> {})) {
                log.warn(
                        "PostgreSQL does not answer, so decisions are spilled: {}",
                        gone.getMessage());
                pass(run, gone.isInDoubt());
            }
        }
    }

    /* With an empty run in hand, a question that is not answered ends like a commit that is not. */
    private void ask(Run nothing) {
        turn.begin(nothing);
        long start = System.nanoTime();
        try {
            store.ping();
            breaker.answered(start);
            if (!turn.end(nothing, () -> {})) {
                turn.answering(true);
            }
        } catch (JournalStore.UnavailableException gone) {
            breaker.failed(start, gone);
            if (turn.end(nothing, () -> {})) {
                pass(nothing, false);
            }
        }
    }

    private void pass(Run run, boolean inDoubt) {
        turn.pass(run, inDoubt);
        spillWriter.wake();
    }

    /* A row that no store could take must not end the writer: it is refused like one that this store does not take. */
    private void attempt(Run run) {
        try {
            store.commit(run.batch());
        } catch (JournalStore.UnavailableException | JournalStore.RejectedException known) {
            throw known;
        } catch (RuntimeException unforeseen) {
            throw new JournalStore.RejectedException("The rows could not be written.", unforeseen);
        }
    }

    private void tell(Run run) {
        journaling.listeners().committed(run.batch());
        journaling.settlement().tell(run, Durability.JOURNALED);
        spillWriter.remember(run.batch());
    }

    /*
     * One row that the store refuses must not stop the others. Halving finds it; it is given up, and with it whatever
     * came after it, because that has seen it.
     */
    private void isolate(Run run, JournalStore.RejectedException rejected) {
        Run half = run.half();
        if (half != null) {
            commit(half);
            return;
        }
        log.error("Number {} was refused by the store.", run.first(), rejected);
        journaling.listeners().rejected(run.batch(), rejected);
        ring.retract(run.first());
    }
}
