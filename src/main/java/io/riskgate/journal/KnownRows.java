package io.riskgate.journal;

import java.util.function.Consumer;

/** What PostgreSQL holds, as the spill's window of known ids keeps it. */
public interface KnownRows {

    /** Hands over every transaction with a number above {@code sequence}, in order. */
    void after(long sequence, Consumer<SpilledRow> rows);
}
