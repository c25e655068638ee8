package io.riskgate.feature;

import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

/**
 * Which entities a transaction names, each as 128 bits of hash: the texts would take more room in
 * profiles than what is known of many an entity. Filled anew for every transaction.
 */
final class Names {

    private static final Identifier[] KINDS = Identifier.values();

    private final Layout.Key[] keys;
    private final boolean[] needed = new boolean[KINDS.length];
    private final boolean[] given = new boolean[KINDS.length];
    private final long[] highOf = new long[KINDS.length];
    private final long[] lowOf = new long[KINDS.length];
    private final boolean[] named;
    private final long[] high;
    private final long[] low;

    Names(Layout layout) {
        keys = layout.keys.toArray(Layout.Key[]::new);
        named = new boolean[keys.length];
        high = new long[keys.length];
        low = new long[keys.length];
        for (Layout.Key key : keys) {
            for (int identifier : key.identifiers) {
                needed[identifier] = true;
            }
        }
        for (Field field : layout.hashed) {
            Identifier.ofField(field.name()).ifPresent(kind -> needed[kind.ordinal()] = true);
        }
    }

    void read(Transaction transaction) {
        for (int i = 0; i < KINDS.length; i++) {
            if (needed[i]) {
                String name = transaction.identifier(KINDS[i]);
                given[i] = name != null;
                if (name != null) {
                    highOf[i] = Hashes.ofText(name);
                    lowOf[i] = Hashes.alsoOfText(name);
                }
            }
        }
        for (int i = 0; i < keys.length; i++) {
            join(i, keys[i].identifiers);
        }
    }

    private void join(int key, int[] identifiers) {
        boolean all = given[identifiers[0]];
        long joinedHigh = highOf[identifiers[0]];
        long joinedLow = lowOf[identifiers[0]];
        for (int i = 1; i < identifiers.length; i++) {
            all &= given[identifiers[i]];
            joinedHigh = Hashes.continued(joinedHigh, highOf[identifiers[i]]);
            joinedLow = Hashes.continued(joinedLow, lowOf[identifiers[i]]);
        }
        named[key] = all;
        high[key] = joinedHigh;
        low[key] = joinedLow;
    }

    /** Whether the identifier of this ordinal is given. */
    boolean isGiven(int identifier) {
        return given[identifier];
    }

    /** The hash of the identifier of this ordinal, the same as {@link Hashes#of} gives. */
    long hash(int identifier) {
        return highOf[identifier];
    }

    /** Whether an entity of this kind is named. */
    boolean has(int key) {
        return named[key];
    }

    /** The first half of the name of the entity of this kind. */
    long high(int key) {
        return high[key];
    }

    /** The second half. */
    long low(int key) {
        return low[key];
    }
}
