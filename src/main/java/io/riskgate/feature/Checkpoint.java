package io.riskgate.feature;

/**
 * The profiles as they stand at one number, written while the order goes on.
 *
 * <p>A profile is written either when its turn comes or just before something changes it, whichever
 * is first; a mark in it says that it is done. So what is written is one state, although no pause
 * is longer than a few profiles take.
 */
final class Checkpoint {

    static final int MAGIC = 0x52474350;
    static final int FORMAT = 1;
    static final int END = 0;

    final long sequence;
    final int mark;
    private final Frame frame = new Frame();
    private boolean broken;

    Checkpoint(long sequence, int mark) {
        this.sequence = sequence;
        this.mark = mark;
    }

    /** What tells whether a checkpoint fits: plan, and the settings that decide what is read. */
    static String fingerprint(FeaturePlan plan, FeatureSettings settings) {
        return Definitions.sha256(plan.hash() + settings);
    }

    void begin(String fingerprint, Clock clock) {
        frame.putInt(MAGIC).putInt(FORMAT).putText(fingerprint).putLong(sequence);
        frame.putLong(clock.front()).putLong(clock.odometer());
    }

    byte[] drain() {
        return frame.drain();
    }

    /** Says that numbers it holds were taken back. */
    void breakUp() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    /** Writes a profile that was not written yet. */
    boolean save(int key, Profile profile) {
        if (profile.mark == mark) {
            return false;
        }
        profile.mark = mark;
        frame.putByte(key + 1);
        switch (profile.key) {
            case EntityKey pair -> frame.putByte(2).putLong(pair.high()).putLong(pair.low());
            default -> frame.putByte(1).putText(profile.key.toString());
        }
        frame.putLong(profile.newest).putLong(profile.touched);
        for (EventStream stream : profile.streams) {
            save(stream);
        }
        return true;
    }

    private void save(EventStream stream) {
        frame.putLong(stream.foldLine()).putInt(stream.lanes.length);
        for (Lane lane : stream.lanes) {
            frame.putText(lane.currency == null ? "" : lane.currency.getCurrencyCode());
            lane.writeTo(frame);
        }
        for (FoldableColumn column : stream.columns) {
            frame.putLong(column.foldLine());
            column.writeTo(frame);
        }
        if (stream.frauds != null) {
            stream.frauds.writeTo(frame);
        }
    }
}
