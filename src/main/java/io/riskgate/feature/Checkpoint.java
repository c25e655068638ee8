package io.riskgate.feature;

import java.nio.ByteBuffer;

/**
 * The profiles as they stand at one number, written while the order goes on.
 *
 * <p>A profile is written either when its turn comes or just before something changes it, whichever
 * is first; a mark in it says that it is done. So what is written is one state, although no pause
 * is longer than a few profiles take.
 */
final class Checkpoint {

    static final int MAGIC = 0x52474350;
    static final int FORMAT = 3;
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

    /** What is to be written; good until the next call. */
    ByteBuffer drain() {
        return frame.drain();
    }

    /** How many bytes are to be written. */
    int waiting() {
        return frame.size();
    }

    /** Says that numbers it holds were taken back. */
    void breakUp() {
        broken = true;
    }

    boolean isBroken() {
        return broken;
    }

    /** Writes a profile that was not written yet. */
    void save(Layout.Key key, Profile profile) {
        if (profile.mark == mark) {
            return;
        }
        profile.mark = mark;
        frame.putByte(key.index + 1).putLong(profile.high).putLong(profile.low);
        frame.putLong(profile.newest).putLong(profile.touched);
        Rare rare = profile.rare;
        frame.putByte(rare == null ? 0 : 1);
        if (rare != null) {
            rare.writeLanes(frame);
        }
        for (int place = 0; place < profile.places(key); place++) {
            save(key, profile, place);
        }
        if (rare != null) {
            rare.writeTo(frame);
        }
    }

    private void save(Layout.Key key, Profile profile, int place) {
        long[] words = profile.words;
        long entry = words[key.at(place)];
        frame.putInt(Profile.currency(entry));
        for (int word = 1; word < key.entry(place); word++) {
            frame.putLong(words[key.at(place) + word]);
        }
        frame.putLongs(words, Profile.start(entry), Profile.size(entry) * key.width(place));
    }
}
