package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives each value that some profile holds a small number, the same as long as one does: profiles
 * keep four bytes, and comparing numbers is exact, which comparing hashes would not be.
 */
final class Values {

    static final int UNKNOWN = -1;

    private final Map<Object, Entry> entries = new HashMap<>();
    private @Nullable Entry[] byId = new @Nullable Entry[1024];
    private int next;
    private int[] free = new int[16];
    private int freed;

    private static final class Entry {
        final Object value;
        final int id;
        int uses;

        Entry(Object value, int id) {
            this.value = value;
            this.id = id;
        }
    }

    /** The number of a value that is held somewhere, or {@link #UNKNOWN}. */
    int find(Object value) {
        Entry entry = entries.get(value);
        return entry == null ? UNKNOWN : entry.id;
    }

    /** The number of a value that is held once more. */
    int acquire(Object value) {
        Entry entry = entries.get(value);
        if (entry == null) {
            entry = new Entry(value, freed > 0 ? free[--freed] : next++);
            if (entry.id == byId.length) {
                byId = Arrays.copyOf(byId, byId.length * 2);
            }
            byId[entry.id] = entry;
            entries.put(value, entry);
        }
        entry.uses++;
        return entry.id;
    }

    /** Says that the value is held once less. */
    void release(int id) {
        Entry entry = byId[id];
        if (entry == null || --entry.uses > 0) {
            return;
        }
        entries.remove(entry.value);
        byId[id] = null;
        if (freed == free.length) {
            free = Arrays.copyOf(free, freed * 2);
        }
        free[freed++] = id;
    }

    int size() {
        return entries.size();
    }
}
