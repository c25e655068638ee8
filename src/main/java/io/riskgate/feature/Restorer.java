package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** Reads what {@link Checkpoint} wrote. */
final class Restorer {

    private static final int LONGEST_TEXT = 1 << 16;

    private final CheckedInputStream checked;
    private final DataInputStream in;
    private long sequence;

    Restorer(InputStream source) {
        checked = new CheckedInputStream(new BufferedInputStream(source, 1 << 16), new CRC32C());
        in = new DataInputStream(checked);
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
            if (!text(in).equals(fingerprint)) {
                throw new InvalidCheckpointException("written for another plan or other settings");
            }
            sequence = in.readLong();
            clock.set(in.readLong(), in.readLong());
            for (int key = in.readByte(); key != Checkpoint.END; key = in.readByte()) {
                taker.take(key - 1, profile(keys.get(key - 1)));
            }
            long sum = checked.getChecksum().getValue();
            if (in.readLong() != sum) {
                throw new InvalidCheckpointException("damaged: its checksum is another");
            }
        } catch (EOFException e) {
            throw new InvalidCheckpointException("torn: it ends too early");
        } catch (RuntimeException e) {
            throw new InvalidCheckpointException("damaged: " + e);
        }
    }

    static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new InvalidCheckpointException("damaged: a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private Profile profile(Layout.Key layout) throws IOException {
        Object name = in.readByte() == 1 ? text(in) : new EntityKey(in.readLong(), in.readLong());
        Profile profile = new Profile(name, layout);
        profile.newest = in.readLong();
        profile.touched = in.readLong();
        for (EventStream stream : profile.streams) {
            fill(stream);
        }
        return profile;
    }

    private void fill(EventStream stream) throws IOException {
        stream.foldLine(in.readLong());
        stream.lanes = new Lane[checked(in.readInt())];
        for (int i = 0; i < stream.lanes.length; i++) {
            stream.lanes[i] = new Lane(currency(text(in)));
            stream.lanes[i].readFrom(in);
        }
        for (FoldableColumn column : stream.columns) {
            column.foldLine(in.readLong());
            column.readFrom(in);
        }
        if (stream.frauds != null) {
            stream.frauds.readFrom(in);
        }
    }

    private static int checked(int lanes) throws IOException {
        if (lanes < 0 || lanes > Currency.getAvailableCurrencies().size()) {
            throw new InvalidCheckpointException("damaged: " + lanes + " currencies");
        }
        return lanes;
    }

    private static @Nullable Currency currency(String code) {
        return code.isEmpty() ? null : Currency.getInstance(code);
    }
}
