package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

/**
 * Brings the profiles of a transaction into the processor's caches.
 *
 * <p>Each is some four waits for memory away: table, profile, directory, rows. One entity after
 * another they would add up. Here every step is taken for all entities before the next, and as no
 * step depends on another entity's, the processor has their waits at the same time.
 */
final class Fetcher {

    private final Layout.Key[] keys;
    private final Profiles[] profiles;
    private final @Nullable Profile[] candidates;

    /* Kept, so that the reads that make it are not left out. */
    private long read;

    Fetcher(Layout.Key[] keys, Profiles[] profiles) {
        this.keys = keys;
        this.profiles = profiles;
        candidates = new @Nullable Profile[keys.length];
    }

    void fetch(Names names) {
        long sum = 0;
        for (int i = 0; i < keys.length; i++) {
            sum += names.has(i) ? profiles[i].touch(names.high(i)) : 0;
        }
        for (int i = 0; i < keys.length; i++) {
            candidates[i] = names.has(i) ? profiles[i].candidate(names.high(i)) : null;
        }
        for (Profile profile : candidates) {
            sum += profile == null ? 0 : profile.words.length + profile.low;
        }
        for (int i = 0; i < keys.length; i++) {
            Profile profile = candidates[i];
            sum += profile == null ? 0 : rows(keys[i], profile.words);
        }
        read = sum;
    }

    private static long rows(Layout.Key key, long[] words) {
        long sum = 0;
        for (Layout.Column column : key.columns) {
            long entry = words[column.at];
            int size = Profile.size(entry);
            if (size > 0) {
                int first = Profile.start(entry);
                sum += words[first] + words[first + (size - 1) * column.width];
            }
        }
        return sum;
    }
}
