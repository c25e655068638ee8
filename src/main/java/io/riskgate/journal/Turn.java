package io.riskgate.journal;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.concurrent.TimeUnit;

/**
 * Whose turn it is to make slots durable: PostgreSQL's writer while it keeps up, the spill's while
 * it does not.
 */
@Component
class Turn {

    /*
     * PostgreSQL's writer commits on its own thread, without a hand-over. When a commit takes too long the spill's writer
     * takes the run out of its hand and goes on from there; the one that was left waiting comes back to find that it is
     * no longer its turn, and becomes the drainer. So a connection that hangs costs one thread and no decision.
     */
    private volatile boolean spilling;
    private volatile boolean answering = true;
    private volatile boolean doubted;
    private @Nullable Run inHand;
    private long since;
    private @Nullable Handed handed;
    private @Nullable Run held;

    /** Whether everything goes through the spill. */
    boolean isSpilling() {
        return spilling;
    }

    /** Whether PostgreSQL answered when it was last needed. */
    boolean isAnswering() {
        return answering;
    }

    synchronized void answering(boolean does) {
        answering = does;
        notifyAll();
    }

    /**
     * Waits while PostgreSQL takes what was spilled.
     *
     * @param nanos how long at most
     */
    synchronized void awaitCaughtUp(long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (long left = nanos; spilling && answering && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /**
     * Somebody was not answered: PostgreSQL's writer is to find out, if it has nothing to write.
     */
    void doubt() {
        doubted = true;
    }

    /** Whether it was doubted since this was last asked. */
    boolean takeDoubt() {
        boolean was = doubted;
        doubted = false;
        return was;
    }

    /** Everything goes through the spill from here on. */
    void spill() {
        spilling = true;
    }

    /** PostgreSQL's writer has this run in hand now. */
    synchronized void begin(Run run) {
        inHand = run;
        since = System.nanoTime();
    }

    /**
     * Ends what was begun.
     *
     * @param ending is done where the run is still in the hand of PostgreSQL's writer, before
     *     anyone else may take slots
     * @return whether it was
     */
    synchronized boolean end(Run run, Runnable ending) {
        boolean ours = inHand == run;
        if (ours) {
            ending.run();
            inHand = null;
        }
        return ours;
    }

    /** PostgreSQL's writer cannot make this run durable: the spill must. */
    synchronized void pass(Run run, boolean inDoubt) {
        handed = new Handed(run, inDoubt);
        answering = false;
        spilling = true;
    }

    /**
     * What the spill's writer must take over: a run that was passed on, or one that PostgreSQL has
     * had for longer than this.
     */
    synchronized @Nullable Handed handed(long nanos) {
        Handed taken = handed;
        handed = null;
        Run late = inHand;
        if (taken == null && late != null && System.nanoTime() - since > nanos) {
            taken = new Handed(late, true);
            inHand = null;
            answering = false;
            spilling = true;
        }
        return taken;
    }

    /**
     * Keeps a run that may be in PostgreSQL and could not be spilled: it must not be forgotten
     * before that is known.
     */
    synchronized void hold(Run run) {
        held = run;
    }

    /** Gives back the run that is held, if one is. */
    synchronized @Nullable Run takeHeld() {
        Run run = held;
        held = null;
        return run;
    }

    /** Whether the spill's writer may take slots. */
    synchronized boolean maySpill() {
        return spilling && inHand == null && handed == null && held == null;
    }

    /** Whether any run is between the ring and a store. */
    synchronized boolean isBusy() {
        return inHand != null || handed != null || held != null;
    }

    /** The spill is empty: PostgreSQL's writer goes on, unless something was passed meanwhile. */
    synchronized void handBack() {
        if (handed == null && held == null) {
            spilling = false;
            notifyAll();
        }
    }

    /**
     * A run that changes hands.
     *
     * @param inDoubt whether PostgreSQL may have it, or may yet get it
     */
    record Handed(Run run, boolean inDoubt) {}
}
