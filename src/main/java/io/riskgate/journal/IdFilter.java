package io.riskgate.journal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Says of most new ids, without asking anyone, that they were never seen; never says so of one that
 * was.
 */
final class IdFilter {

    /*
     * A chain of Bloom filters (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970), each for
     * four million ids at 16 bits an id and 8 probes: of new ids about 1 in 1,700 costs a look-up in the database for each
     * filter in the chain. Probes come from one 64-bit hash split in two (Kirsch and Mitzenmacher, 2006).
     */
    private static final int IDS = 1 << 22;
    private static final int BITS = IDS * 16;
    private static final int PROBES = 8;

    private final List<AtomicLongArray> chain = new CopyOnWriteArrayList<>();
    private int inLast = IDS;

    /** Remembers an id. */
    synchronized void add(String id) {
        if (inLast >= IDS) {
            chain.add(new AtomicLongArray(BITS / Long.SIZE));
            inLast = 0;
        }
        AtomicLongArray last = chain.getLast();
        long hash = IdHash.of(id);
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            last.set(bit >> 6, last.get(bit >> 6) | 1L << bit);
        }
        inLast++;
    }

    /** Whether this id may have been added; false is certain. */
    boolean mayHold(String id) {
        long hash = IdHash.of(id);
        for (AtomicLongArray filter : chain) {
            if (holds(filter, hash)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(AtomicLongArray filter, long hash) {
        for (int probe = 0; probe < PROBES; probe++) {
            int bit = bit(hash, probe);
            if ((filter.get(bit >> 6) & 1L << bit) == 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(long hash, int probe) {
        return (int) hash + probe * ((int) (hash >>> 32) | 1) & BITS - 1;
    }
}
