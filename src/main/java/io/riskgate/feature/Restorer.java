package io.riskgate.feature;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link Checkpoint} wrote. */
final class Restorer {

    private final FrameReader in;
    private long[] rows = new long[1 << 10];
    private long sequence;

    Restorer(InputStream source) {
        in = new FrameReader(source);
    }

    /** Takes a profile. */
    interface Taker {
        void take(int key, Profile profile);
    }

    /** The last number the checkpoint holds. */
    long sequence() {
        return sequence;
    }

    void fill(String fingerprint, Clock clock, List<Layout.Key> keys, Taker taker)
            throws IOException {
        try {
            if (in.readInt() != Checkpoint.MAGIC || in.readInt() != Checkpoint.FORMAT) {
                throw new InvalidCheckpointException("not a checkpoint of this version");
            }
            if (!in.readText().equals(fingerprint)) {
                throw new InvalidCheckpointException("written for another plan or other settings");
            }
            sequence = in.readLong();
            clock.set(in.readLong(), in.readLong());
            for (int key = in.readByte(); key != Checkpoint.END; key = in.readByte()) {
                taker.take(key - 1, profile(keys.get(key - 1)));
            }
            long sum = in.checksum();
            if (in.readLong() != sum) {
                throw new InvalidCheckpointException("damaged: its checksum is another");
            }
        } catch (EOFException e) {
            throw new InvalidCheckpointException("torn: it ends too early");
        } catch (RuntimeException e) {
            throw new InvalidCheckpointException("damaged: " + e);
        }
    }

    private Profile profile(Layout.Key key) throws IOException {
        Profile profile = new Profile(in.readLong(), in.readLong());
        profile.newest = in.readLong();
        profile.touched = in.readLong();
        boolean isRare = in.readByte() == 1;
        if (isRare) {
            profile.rare().readLanes(in);
        }
        int places = profile.places(key);
        int filled = key.at(places);
        for (int place = 0; place < places; place++) {
            filled += place(key, place, filled);
        }
        profile.words = Arrays.copyOf(rows, filled);
        if (isRare) {
            profile.rare().readFrom(in);
        }
        return profile;
    }

    /* Returns how many words its rows take. */
    private int place(Layout.Key key, int place, int start) throws IOException {
        int currency = in.readInt();
        int at = key.at(place);
        if (rows.length < start) {
            rows = Arrays.copyOf(rows, 2 * start);
        }
        for (int word = 1; word < key.entry(place); word++) {
            rows[at + word] = in.readLong();
        }
        int count = in.readInt();
        rows = in.readLongs(rows, start, count);
        rows[at] = Profile.entry(currency, start, count / key.width(place));
        return count;
    }
}
