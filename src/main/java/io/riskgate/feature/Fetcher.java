package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Brings the profiles of a transaction into the processor's caches.
 *
 * <p>Each is some four waits for memory away: table, profile, directory, rows. One entity after
 * another they would add up. Here every step is taken for all entities before the next, and as no
 * step depends on another entity's, the processor has their waits at the same time. What counts
 * beside that is how many pages of memory are touched: nearly each is one the processor does not
 * know the way to.
 */
final class Fetcher {

    private final Layout.Key[] keys;
    private final Profiles[] profiles;
    private final Names[] ahead = new Names[FeatureEngine.AHEAD];

    /* Kept, so that the reads that make it are not left out. */
    private long read;

    Fetcher(Layout layout, Profiles[] profiles) {
        this.keys = layout.keys.toArray(Layout.Key[]::new);
        this.profiles = profiles;
        for (int i = 0; i < ahead.length; i++) {
            ahead[i] = new Names(layout);
        }
    }

    /** Brings what is looked up to find the profiles of these names. */
    void profiles(Names names) {
        read = slots(names) + first(names);
    }

    /** Brings what will be read of the profiles found. */
    void rows(Reading reading) {
        long sum = 0;
        for (int i = 0; i < keys.length; i++) {
            Profile profile = reading.known(i);
            sum += profile == null ? 0 : profile.words[keys[i].directory - 1];
        }
        for (int i = 0; i < keys.length; i++) {
            Profile profile = reading.known(i);
            sum += profile == null ? 0 : rows(keys[i], profile.words);
        }
        read = sum;
    }

    /** Brings everything of several transactions: more waits at the same time. */
    void expect(List<Transaction> next) {
        int count = Math.min(next.size(), ahead.length);
        long sum = 0;
        for (int i = 0; i < count; i++) {
            ahead[i].read(next.get(i));
            sum += slots(ahead[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += first(ahead[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += directories(ahead[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += rows(ahead[i]);
        }
        read = sum;
    }

    private long slots(Names names) {
        long sum = 0;
        for (int i = 0; i < keys.length; i++) {
            sum += names.has(i) ? profiles[i].touch(names.high(i)) : 0;
        }
        return sum;
    }

    private long first(Names names) {
        long sum = 0;
        for (int i = 0; i < keys.length; i++) {
            sum += names.has(i) ? profiles[i].touchProfile(names.high(i)) : 0;
        }
        return sum;
    }

    private long directories(Names names) {
        long sum = 0;
        for (int i = 0; i < keys.length; i++) {
            Profile profile = find(i, names);
            sum += profile == null ? 0 : profile.words[keys[i].directory - 1];
        }
        return sum;
    }

    private long rows(Names names) {
        long sum = 0;
        for (int i = 0; i < keys.length; i++) {
            Profile profile = find(i, names);
            sum += profile == null ? 0 : rows(keys[i], profile.words);
        }
        return sum;
    }

    private @Nullable Profile find(int key, Names names) {
        return names.has(key) ? profiles[key].get(names.high(key), names.low(key)) : null;
    }

    private static long rows(Layout.Key key, long[] words) {
        long sum = 0;
        for (Layout.Column column : key.columns) {
            long entry = words[column.at];
            int size = Profile.size(entry);
            int start = Profile.start(entry);
            if (size > 0) {
                sum += words[start + (size - 1) * column.width];
                for (int edge = 0; edge < column.edges; edge++) {
                    int row = Math.min(size - 1, Bookmarks.get(words, column.bookmarks, edge));
                    sum += words[start + row * column.width];
                }
            }
        }
        return sum;
    }
}
