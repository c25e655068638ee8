package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** What one number changed and how things stood before it, so that it can be taken back. */
final class Step {

    long sequence;

    /** The transaction observed or reported on; null for a report on an unknown one. */
    @Nullable Transaction transaction;

    boolean isReport;

    /** What was known of the transaction before a report. */
    LabelTimeline before = LabelTimeline.NONE;

    /** By kind of entity: the profile it went into, null where it names none. */
    final @Nullable Profile[] profiles;

    /** By kind of entity: a forgotten profile that this one took the place of. */
    final @Nullable Profile[] replaced;

    /** By kind of entity: what the profile said before. */
    final long[] newest;

    final long[] touched;

    long front;
    long odometer;

    Step(int keys) {
        profiles = new @Nullable Profile[keys];
        replaced = new @Nullable Profile[keys];
        newest = new long[keys];
        touched = new long[keys];
    }

    void begin(long number, @Nullable Transaction of, Clock clock) {
        sequence = number;
        transaction = of;
        before = LabelTimeline.NONE;
        front = clock.front();
        odometer = clock.odometer();
    }

    void clear() {
        transaction = null;
        Arrays.fill(profiles, null);
        Arrays.fill(replaced, null);
    }
}
