package io.riskgate.journal;

import java.util.List;
import java.util.Optional;

/**
 * How far the decisions topic has been written: everything up to the cursor is known to be there.
 */
public interface Outbox {

    /** The number up to which the topic is complete. */
    long cursor();

    /**
     * The next decisions after a number, in order; the second part of a page is the number it
     * reaches to.
     */
    Page after(long sequence, int limit);

    /** Everything up to this number is in the topic. */
    void advance(long sequence);

    /**
     * Some decisions in order.
     *
     * @param reaches the number of the last row looked at; empty at the end of the journal
     */
    record Page(List<CommittedDecision> decisions, Optional<Long> reaches) {

        public Page {
            decisions = List.copyOf(decisions);
        }
    }
}
