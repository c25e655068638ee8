package io.riskgate.feature;

import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * All profiles, and the steps that led from the settled state to the present one. Not safe for
 * several threads: the engine's lock is around it.
 */
final class ProfileStore {

    /* Room for the first events of an entity. */
    private static final int FIRST_ROWS = 2;

    /* Of a checkpoint in one go: what takes well below a tenth of a millisecond. */
    private static final int SLICE_BYTES = 1 << 15;
    private static final int SLICE_PLACES = 256;
    private static final int AT_ONCE = 4;

    private final Layout.Key[] keys;
    private final long[] keep;
    private final Profiles[] profiles;
    private final Names reported;
    private final Fetcher fetcher;
    private final Reading reading;
    private final Steps steps;
    private final Clock clock;
    private final Retention retention;
    private final Room room = new Room();
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
        for (Layout.Key key : keys) {
            long reach = key.reach();
            long memory = key.isUnbounded() ? settings.memory().toMillis() : 0;
            keep[key.index] = Math.max(reach, memory) + settings.lateness().toMillis();
            profiles[key.index] = new Profiles();
        }
        steps = new Steps(keys.length);
        retention = new Retention(settings, steps, room);
        reading = new Reading(plan.layout(), retention);
        reported = new Names(plan.layout());
        fetcher = new Fetcher(plan.layout(), profiles);
        clock = new Clock(settings.lateness().toMillis());
    }

    /** Looks up every profile the transaction touches, once, and measures every window. */
    Reading read(Transaction transaction, LabelTimeline known) {
        reading.begin(transaction, known);
        fetcher.profiles(reading.names);
        for (Layout.Key key : keys) {
            Profile profile = find(key.index, reading.names);
            boolean forgotten = profile != null && isForgotten(key, profile);
            reading.profile(key.index, forgotten ? null : profile);
        }
        fetcher.rows(reading);
        reading.measure();
        return reading;
    }

    /** Brings what these transactions will touch into the processor's caches. */
    void expect(List<Transaction> next) {
        fetcher.expect(next);
    }

    private @Nullable Profile find(int key, Names names) {
        return names.has(key) ? profiles[key].get(names.high(key), names.low(key)) : null;
    }

    /** Puts what was read last into its profiles. */
    void insert(long sequence, Reading read) {
        Transaction transaction = read.transaction();
        Step step = steps.add();
        step.begin(sequence, transaction, clock);
        step.isReport = false;
        clock.pass(read.millis);
        for (Layout.Key key : keys) {
            if (read.names.has(key.index)) {
                insert(key, step);
            }
        }
        if (!read.known.isEmpty()) {
            label(step, transaction, read.known);
        }
    }

    private void insert(Layout.Key key, Step step) {
        int index = key.index;
        Profile profile = reading.known(index);
        if (profile == null) {
            profile = begin(key, step);
        }
        save(index, profile);
        long bytes = profile.bytes();
        step.put(index, profile);
        profile.newest = Math.max(profile.newest, reading.millis);
        profile.touched = clock.odometer();
        retention.begin(index, step);
        List<Layout.Stream> streams = key.streams;
        for (int i = 0; i < streams.size(); i++) {
            if (reading.isOf(streams.get(i))) {
                insert(profile, streams.get(i));
            }
        }
        profile.sequence = step.sequence;
        profiles[index].grown(profile.bytes() - bytes);
    }

    /* Where there is a profile it is a forgotten one. */
    private Profile begin(Layout.Key key, Step step) {
        int index = key.index;
        Profile forgotten = find(index, reading.names);
        step.replaced[index] = forgotten;
        save(index, forgotten);
        Profile profile = new Profile(reading.names.high(index), reading.names.low(index));
        profile.open(key, reading, FIRST_ROWS, room);
        profile.mark = checkpoints;
        profiles[index].put(profile);
        return profile;
    }

    private void insert(Profile profile, Layout.Stream stream) {
        if (stream.counted) {
            Lane lane = reading.events.lane(profile, stream, stream.amounts ? reading.currency : 0);
            retention.makeRoom(lane, stream);
            lane.insert(reading.millis, reading.minor);
            retention.limit(profile, stream);
        }
        for (int i = 0; i < stream.columns.size(); i++) {
            if (stream.columns.get(i).holds(reading)) {
                insert(profile, stream.columns.get(i));
            }
        }
    }

    private void insert(Profile profile, Layout.Column column) {
        Rows rows = reading.rows;
        rows.go(profile, column);
        retention.makeRoom(rows, column);
        int row = rows.open(reading.millis);
        switch (column.kind) {
            case IDS -> rows.value(row, reading.id(column.ids));
            case NUMBERS ->
                    rows.value(
                            row,
                            Double.doubleToLongBits(
                                    Objects.requireNonNull(column.field)
                                            .number(reading.transaction())));
            case POSITIONS -> {
                Circumstances place = reading.transaction().circumstances();
                rows.value(row, bits(place.latitude()));
                rows.second(row, bits(place.longitude()));
            }
            case EVENTS -> throw new IllegalStateException("events have lanes");
        }
        retention.limit(rows, column);
    }

    private static long bits(@Nullable Double degrees) {
        return Double.doubleToLongBits(Objects.requireNonNull(degrees));
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
        reported.read(of);
        for (Layout.Key key : keys) {
            Profile profile = find(key.index, reported);
            for (int i = 0; profile != null && i < key.streams.size(); i++) {
                Layout.Stream stream = key.streams.get(i);
                if (stream.frauds && stream.filter.matches(of) && isHeld(profile, stream, millis)) {
                    save(key.index, profile);
                    LabelTimeline before = label(key.index, profile, i, of, labels);
                    step.labelled(new Step.Labelled(key.index, profile, i, before));
                }
            }
        }
    }

    /* Returns what was known before. */
    private LabelTimeline label(
            int key, Profile profile, int stream, Transaction of, LabelTimeline labels) {
        long bytes = profile.bytes();
        Frauds frauds = profile.rare().fraudsOf(stream);
        LabelTimeline before = frauds.put(of.occurredAtMillis(), of.transactionId(), labels);
        profiles[key].grown(profile.bytes() - bytes);
        return before;
    }

    private boolean isHeld(Profile profile, Layout.Stream stream, long millis) {
        return millis > retention.edge(profile.newest, stream.events.reach)
                && reading.events.has(profile, stream, millis, retention.bucket());
    }

    /** Lets go of what taking back these numbers would need. */
    void settle(long sequence) {
        while (!steps.isEmpty() && steps.get(0).sequence <= sequence) {
            long odometer = steps.get(0).odometer;
            steps.get(0).leave(room);
            steps.removeFirst();
            if (keys.length > 0) {
                swept = (swept + 1) % keys.length;
                profiles[swept].sweep(odometer - keep[swept], room);
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
                for (Step.Labelled one : step.labelled()) {
                    label(one.key(), one.profile(), one.stream(), transaction, one.before());
                }
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
            Profile profile = step.isOf(key.index) ? find(key.index, reading.names) : null;
            if (profile == null) {
                continue;
            }
            save(key.index, profile);
            long bytes = profile.bytes();
            for (Layout.Stream stream : key.streams.reversed()) {
                if (reading.isOf(stream)) {
                    takeOut(profile, stream);
                }
            }
            profiles[key.index].grown(profile.bytes() - bytes);
            profile.newest = step.newest[key.index];
            profile.touched = step.touched[key.index];
            Profile replaced = step.replaced[key.index];
            if (replaced != null) {
                profiles[key.index].put(replaced);
            } else if (profile.newest == Profile.NEVER) {
                profiles[key.index].remove(profile);
            }
        }
    }

    /* What the newest arrival, the transaction read, put in. */
    private void takeOut(Profile profile, Layout.Stream stream) {
        if (stream.counted) {
            int currency = stream.amounts ? reading.currency : 0;
            Lane lane = Objects.requireNonNull(reading.events.find(profile, stream, currency));
            lane.remove(reading.millis, reading.minor);
            reading.events.dropIfEmpty(profile, stream, lane);
        }
        for (Layout.Column column : stream.columns) {
            if (column.holds(reading)) {
                reading.rows.go(profile, column);
                reading.rows.remove(reading.millis);
            }
        }
    }

    private boolean isForgotten(Layout.Key key, Profile profile) {
        return clock.odometer() - profile.touched > keep[key.index];
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
    boolean saveSome(Checkpoint to) {
        int looked = 0;
        while (savedKey < keys.length && looked < SLICE_PLACES && to.waiting() < SLICE_BYTES) {
            Layout.Key key = keys[savedKey];
            looked += AT_ONCE;
            if (!profiles[savedKey].offer(savedSegment, AT_ONCE, one -> to.save(key, one))) {
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
            checkpoint.save(keys[key], profile);
        }
    }

    /** Whether no number up to this one can be taken back. */
    boolean isSettled(long sequence) {
        return steps.isEmpty() || steps.get(0).sequence > sequence;
    }

    void restore(Restorer from) throws IOException {
        from.fill(fingerprint, clock, List.of(keys), (key, profile) -> profiles[key].put(profile));
    }

    /** What the entities of each kind take. */
    List<EntityUse> use() {
        List<EntityUse> uses = new ArrayList<>();
        for (Layout.Key key : keys) {
            Profiles known = profiles[key.index];
            uses.add(new EntityUse(key.label(), known.size(), known.bytes()));
        }
        return uses;
    }
}
