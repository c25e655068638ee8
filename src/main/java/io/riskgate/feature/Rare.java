package io.riskgate.feature;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Arrays;

/** What few entities have: events in further currencies, folded events, frauds. */
final class Rare {

    private static final long[] NO_LINES = new long[0];
    private static final byte[] NO_LANES = new byte[0];
    private static final @Nullable Folds[] NO_FOLDS = new @Nullable Folds[0];
    private static final @Nullable Frauds[] NO_FRAUDS = new @Nullable Frauds[0];

    /* The object and the headers of what it holds. */
    private static final long OBJECT = 32 + 4 * 16;

    private byte[] lanes = NO_LANES;
    private long[] lines = NO_LINES;
    private @Nullable Folds[] folds = NO_FOLDS;
    private @Nullable Frauds[] frauds = NO_FRAUDS;

    /** How many lanes there are beside those that every profile has. */
    int lanes() {
        return lanes.length;
    }

    /** Whether the events at this place are in one currency and one by one. */
    boolean isPlain(int place) {
        return lanes.length == 0 && foldLine(place) == Profile.NEVER && folds(place) == null;
    }

    /** The stream of one of them. */
    int streamOf(int lane) {
        return lanes[lane];
    }

    void addLane(int stream) {
        lanes = Arrays.copyOf(lanes, lanes.length + 1);
        lanes[lanes.length - 1] = (byte) stream;
    }

    void dropLane() {
        lanes = Arrays.copyOf(lanes, lanes.length - 1);
    }

    /** The last moment whose events are read by bucket, by place. */
    long foldLine(int place) {
        return place < lines.length ? lines[place] : Profile.NEVER;
    }

    void foldLine(int place, long millis) {
        int known = lines.length;
        if (place >= known) {
            lines = Arrays.copyOf(lines, place + 1);
            Arrays.fill(lines, known, lines.length, Profile.NEVER);
        }
        lines[place] = millis;
    }

    /** The folded events of a lane, by place. */
    @Nullable Folds folds(int place) {
        return place < folds.length ? folds[place] : null;
    }

    void folds(int place, Folds of) {
        if (place >= folds.length) {
            folds = Arrays.copyOf(folds, place + 1);
        }
        folds[place] = of;
    }

    /** The frauds of a stream, null where none is known. */
    @Nullable Frauds frauds(int stream) {
        return stream < frauds.length ? frauds[stream] : null;
    }

    /** The frauds of a stream, made if need be. */
    Frauds fraudsOf(int stream) {
        Frauds known = frauds(stream);
        if (known == null) {
            known = new Frauds();
            if (stream >= frauds.length) {
                frauds = Arrays.copyOf(frauds, stream + 1);
            }
            frauds[stream] = known;
        }
        return known;
    }

    void writeLanes(Frame frame) {
        frame.putByte(lanes.length);
        for (byte lane : lanes) {
            frame.putByte(lane);
        }
    }

    void readLanes(FrameReader in) throws IOException {
        lanes = in.readBytes(in.readByte());
    }

    void writeTo(Frame frame) {
        frame.putLongs(lines, 0, lines.length).putByte(folds.length);
        for (Folds one : folds) {
            frame.putByte(one == null ? 0 : 1);
            if (one != null) {
                one.writeTo(frame);
            }
        }
        frame.putByte(frauds.length);
        for (Frauds one : frauds) {
            frame.putByte(one == null ? 0 : 1);
            if (one != null) {
                one.writeTo(frame);
            }
        }
    }

    void readFrom(FrameReader in) throws IOException {
        lines = in.readLongs();
        folds = new @Nullable Folds[in.readByte()];
        for (int i = 0; i < folds.length; i++) {
            folds[i] = in.readByte() == 0 ? null : Folds.readFrom(in);
        }
        int streams = in.readByte();
        for (int i = 0; i < streams; i++) {
            if (in.readByte() != 0) {
                fraudsOf(i).readFrom(in);
            }
        }
    }

    /** About how many bytes of memory it takes. */
    long bytes() {
        long bytes =
                OBJECT + lanes.length + 8L * lines.length + 4L * (folds.length + frauds.length);
        for (Folds one : folds) {
            bytes += one == null ? 0 : one.bytes();
        }
        for (Frauds one : frauds) {
            bytes += one == null ? 0 : one.bytes();
        }
        return bytes;
    }
}
