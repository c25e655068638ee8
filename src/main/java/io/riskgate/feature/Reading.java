package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * One transaction and the profiles it is read against. The engine has one and fills it anew for
 * every transaction; while it is not filled it holds no profile.
 */
final class Reading {

    final Amounts amounts = new Amounts();
    final Distincts distincts = new Distincts();
    final Values values;

    private final Profile[] strangers;
    private final @Nullable Profile[] profiles;
    private final boolean[] named;
    private @Nullable Transaction transaction;

    long millis;
    LabelTimeline known = LabelTimeline.NONE;
    boolean degraded;

    Reading(Layout layout, Values values) {
        this.values = values;
        int keys = layout.keys.size();
        strangers = new Profile[keys];
        profiles = new @Nullable Profile[keys];
        named = new boolean[keys];
        for (int i = 0; i < keys; i++) {
            strangers[i] = new Profile("", layout.keys.get(i));
        }
    }

    void begin(Transaction transaction, LabelTimeline labels) {
        this.transaction = transaction;
        millis = transaction.occurredAtMillis();
        known = labels;
        degraded = false;
    }

    /** Sets what is known of the entity of one kind; null where the entity is new. */
    void profile(int key, boolean isNamed, @Nullable Profile profile) {
        named[key] = isNamed;
        profiles[key] = profile;
    }

    /** What is known of the entity of one kind, null where it is new. */
    @Nullable Profile known(int key) {
        return profiles[key];
    }

    Transaction transaction() {
        return Objects.requireNonNull(transaction);
    }

    boolean isNamed(Layout.Stream stream) {
        return named[stream.key.index];
    }

    EventStream stream(Layout.Stream stream) {
        Profile profile = profiles[stream.key.index];
        return (profile == null ? strangers[stream.key.index] : profile).streams[stream.index];
    }
}
