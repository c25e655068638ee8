package io.riskgate.feature;

import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/**
 * All profiles, and the steps that led from the settled state to the present one. Not safe for
 * several threads: the engine's lock is around it.
 */
final class ProfileStore {

    private final Layout.Key[] keys;
    private final long[] keep;
    private final Profiles[] profiles;
    private final EntityKey[] probes;
    private final Reading reading;
    private final Steps steps;
    private final Clock clock;
    private final Retention retention;
    private int swept;
    private final String fingerprint;
    private @Nullable Checkpoint checkpoint;
    private int checkpoints;
    private int savedKey;
    private int savedSegment;

    ProfileStore(FeaturePlan plan, FeatureSettings settings) {
        fingerprint = Checkpoint.fingerprint(plan, settings);
        keys = plan.layout().keys.toArray(Layout.Key[]::new);
        keep = new long[keys.length];
        profiles = new Profiles[keys.length];
        probes = new EntityKey[keys.length];
        for (Layout.Key key : keys) {
            long reach = key.reach();
            long memory = key.isUnbounded() ? settings.memory().toMillis() : 0;
            keep[key.index] = Math.max(reach, memory) + settings.lateness().toMillis();
            profiles[key.index] = new Profiles();
            probes[key.index] = new EntityKey(0, 0);
        }
        steps = new Steps(keys.length);
        retention = new Retention(settings, steps);
        reading = new Reading(plan.layout(), retention);
        clock = new Clock(settings.lateness().toMillis());
    }

    /** Looks up every profile the transaction touches, once. */
    Reading read(Transaction transaction, LabelTimeline known) {
        reading.begin(transaction, known);
        for (Layout.Key key : keys) {
            boolean named = key.isNamedBy(transaction);
            Profile profile = named ? profile(key, transaction) : null;
            boolean forgotten = profile != null && isForgotten(key, profile);
            reading.profile(key.index, named, forgotten ? null : profile);
        }
        return reading;
    }

    /** Puts what was read last into its profiles. */
    void insert(long sequence, Reading read) {
        Transaction transaction = read.transaction();
        Step step = steps.add();
        step.begin(sequence, transaction, clock);
        step.isReport = false;
        clock.pass(read.millis);
        for (Layout.Key key : keys) {
            if (key.isNamedBy(transaction)) {
                insert(key, step, transaction);
            }
        }
        if (!read.known.isEmpty()) {
            label(step, transaction, read.known);
        }
    }

    private void insert(Layout.Key key, Step step, Transaction transaction) {
        int index = key.index;
        Profile profile = reading.known(index);
        if (profile == null) {
            step.replaced[index] = profile(key, transaction);
            save(index, step.replaced[index]);
            profile = new Profile(keptKey(key, transaction), key);
            profile.mark = checkpoints;
            profiles[index].put(profile);
        }
        save(index, profile);
        step.profiles[index] = profile;
        step.newest[index] = profile.newest;
        step.touched[index] = profile.touched;
        profile.newest = Math.max(profile.newest, transaction.occurredAtMillis());
        profile.touched = clock.odometer();
        retention.begin(index, profile, step);
        List<Layout.Stream> streams = key.streams;
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).filter.matches(transaction)) {
                profile.streams[i].insert(streams.get(i), reading, retention);
            }
        }
    }

    void report(long sequence, @Nullable Transaction of, LabelTimeline labels) {
        Step step = steps.add();
        step.begin(sequence, of, clock);
        step.isReport = true;
        if (of != null) {
            label(step, of, labels);
        }
    }

    /* Where the event is gone its profile needs no label. */
    private void label(Step step, Transaction of, LabelTimeline labels) {
        long millis = of.occurredAtMillis();
        for (Layout.Key key : keys) {
            Profile profile = key.isNamedBy(of) ? profile(key, of) : null;
            for (int i = 0; profile != null && i < key.streams.size(); i++) {
                Layout.Stream layout = key.streams.get(i);
                EventStream stream = profile.streams[i];
                if (stream.frauds != null
                        && layout.filter.matches(of)
                        && isHeld(profile, stream, layout, millis)) {
                    save(key.index, profile);
                    LabelTimeline before = stream.frauds.put(millis, of.transactionId(), labels);
                    step.labelled(stream.frauds, before);
                }
            }
        }
    }

    private boolean isHeld(Profile profile, EventStream stream, Layout.Stream layout, long millis) {
        return millis > retention.edge(profile.newest, layout.events.reach)
                && stream.has(millis, retention.bucket());
    }

    /** Lets go of what taking back these numbers would need. */
    void settle(long sequence) {
        while (!steps.isEmpty() && steps.get(0).sequence <= sequence) {
            long odometer = steps.get(0).odometer;
            steps.removeFirst();
            if (keys.length > 0) {
                swept = (swept + 1) % keys.length;
                profiles[swept].sweep(odometer - keep[swept]);
            }
        }
    }

    void retractFrom(long sequence) {
        if (checkpoint != null && sequence <= checkpoint.sequence) {
            checkpoint.breakUp();
        }
        while (!steps.isEmpty() && steps.last().sequence >= sequence) {
            Step step = steps.last();
            Transaction transaction = step.transaction;
            if (transaction != null) {
                step.unlabel(transaction);
            }
            if (transaction != null && !step.isReport) {
                takeBack(step, transaction);
            }
            clock.set(step.front, step.odometer);
            steps.removeLast();
        }
    }

    private void takeBack(Step step, Transaction transaction) {
        step.unfold();
        reading.begin(transaction, LabelTimeline.NONE);
        for (Layout.Key key : keys) {
            Profile profile = step.profiles[key.index];
            if (profile == null) {
                continue;
            }
            save(key.index, profile);
            for (int i = 0; i < key.streams.size(); i++) {
                if (key.streams.get(i).filter.matches(transaction)) {
                    profile.streams[i].remove(key.streams.get(i), reading);
                }
            }
            profile.newest = step.newest[key.index];
            profile.touched = step.touched[key.index];
            Profile replaced = step.replaced[key.index];
            if (replaced != null) {
                profiles[key.index].put(replaced);
            } else if (profile.newest == Profile.NEVER) {
                profiles[key.index].remove(profile.key);
            }
        }
    }

    private boolean isForgotten(Layout.Key key, Profile profile) {
        return clock.odometer() - profile.touched > keep[key.index];
    }

    private @Nullable Profile profile(Layout.Key key, Transaction transaction) {
        Object name =
                key.by.size() == 1
                        ? Objects.requireNonNull(transaction.identifier(key.by.getFirst()))
                        : probes[key.index].fill(key.by, transaction);
        return profiles[key.index].get(name);
    }

    private static Object keptKey(Layout.Key key, Transaction transaction) {
        return key.by.size() == 1
                ? Objects.requireNonNull(transaction.identifier(key.by.getFirst()))
                : new EntityKey(0, 0).fill(key.by, transaction);
    }

    /** Begins to write all profiles as they stand at this number. */
    Checkpoint beginCheckpoint(long sequence) {
        if (checkpoint != null) {
            throw new IllegalStateException("a checkpoint is being written");
        }
        checkpoint = new Checkpoint(sequence, ++checkpoints);
        checkpoint.begin(fingerprint, clock);
        savedKey = 0;
        savedSegment = 0;
        return checkpoint;
    }

    /** Writes some more; says whether there may be others. */
    boolean saveSome(Checkpoint to, int most) {
        int left = most;
        while (savedKey < keys.length && left > 0) {
            int key = savedKey;
            left -= profiles[key].some(savedSegment, left, profile -> to.save(key, profile));
            if (left > 0) {
                savedSegment = (savedSegment + 1) % Profiles.segmentCount();
                savedKey += savedSegment == 0 ? 1 : 0;
            }
        }
        return savedKey < keys.length;
    }

    void endCheckpoint() {
        checkpoint = null;
    }

    private void save(int key, @Nullable Profile profile) {
        if (checkpoint != null && profile != null) {
            checkpoint.save(key, profile);
        }
    }

    /** Whether no number up to this one can be taken back. */
    boolean isSettled(long sequence) {
        return steps.isEmpty() || steps.get(0).sequence > sequence;
    }

    void restore(Restorer from) throws IOException {
        from.fill(fingerprint, clock, List.of(keys), (key, profile) -> profiles[key].put(profile));
    }

    /** What the entities of one kind take in one part of the table. */
    long bytes(int key, int segment) {
        long[] bytes = new long[1];
        profiles[key].some(
                segment,
                Integer.MAX_VALUE,
                profile -> {
                    bytes[0] += profile.bytes();
                    return true;
                });
        return bytes[0];
    }

    long entities(int key) {
        return profiles[key].size();
    }
}
