package io.riskgate.journal.file;

import io.riskgate.journal.IdHash;
import io.riskgate.journal.SpilledRow;
import io.riskgate.journal.SpilledRow.Kind;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One file of the spill: a header and then frames, only ever added to. */
final class Segment {

    /*
     * Written through a RandomAccessFile, whose calls an interrupt cannot break off as it does those of a channel. After a
     * failed write or sync nothing is known of what came after the last good frame (a second sync may falsely succeed), so
     * the file is cut there and never written again.
     */
    private static final Logger log = LoggerFactory.getLogger(Segment.class);

    static final int MAGIC = 0x52475350;
    static final int VERSION = 1;

    /** Magic, version, journal, length of the dictionary. */
    static final int HEADER = 3 * Integer.BYTES + 2 * Long.BYTES;

    private final Path path;
    private final UUID journal;
    private final byte[] dictionary;
    private final SegmentIndex index = new SegmentIndex();
    private final List<Frame> frames = new ArrayList<>();
    private final Set<String> plans = new HashSet<>();
    private volatile long length;
    private volatile Instant newest = Instant.EPOCH;
    private volatile long last;
    private @Nullable RandomAccessFile writer;

    Segment(Path path, UUID journal, byte[] dictionary) {
        this.path = path;
        this.journal = journal;
        this.dictionary = dictionary;
    }

    /** A new file, on disk with its header. */
    static Segment create(Path path, UUID journal, byte[] dictionary) throws IOException {
        Segment segment = new Segment(path, journal, dictionary);
        ByteBuffer header = ByteBuffer.allocate(HEADER + dictionary.length);
        header.putInt(MAGIC).putInt(VERSION);
        header.putLong(journal.getMostSignificantBits());
        header.putLong(journal.getLeastSignificantBits());
        header.putInt(dictionary.length).put(dictionary);
        try {
            segment.write(header.array(), true);
            Folder.sync(Objects.requireNonNull(path.toAbsolutePath().getParent()));
            return segment;
        } catch (IOException failure) {
            segment.close();
            Files.deleteIfExists(path);
            throw failure;
        }
    }

    /**
     * Adds a run, without plans that the segment has already.
     *
     * @return the frame that holds it
     */
    Frame append(long first, long last, Instant recordedAt, List<SpilledRow> rows, boolean synced)
            throws IOException {
        List<SpilledRow> fresh =
                rows.stream()
                        .filter(row -> row.kind() != Kind.PLAN || !plans.contains(row.id()))
                        .toList();
        long offset = length;
        List<Runnable> known = new ArrayList<>(fresh.size());
        byte[] bytes =
                Frame.bytes(
                        first,
                        last,
                        recordedAt,
                        fresh,
                        (row, at) -> known.add(() -> note(row, (int) offset + at)));
        write(bytes, synced);
        known.forEach(Runnable::run);
        return framed(offset, bytes.length, first, last, fresh, recordedAt);
    }

    /** Takes note of a frame that is in the file. */
    Frame framed(
            long offset,
            int bytes,
            long first,
            long last,
            List<SpilledRow> rows,
            Instant recordedAt) {
        int whole = (int) rows.stream().filter(Segment::isWhole).count();
        Frame frame = new Frame(this, offset, bytes - Frame.HEADER, first, last, whole, recordedAt);
        if (whole > 0) {
            synchronized (frames) {
                frames.add(frame);
            }
        }
        length = offset + bytes;
        newest = recordedAt;
        this.last = Math.max(this.last, last);
        return frame;
    }

    /** Takes note of a row that is in the file. */
    void note(SpilledRow row, int offset) {
        if (row.kind() == Kind.PLAN) {
            plans.add(row.id());
        } else if (row.kind() != Kind.REPORT) {
            index.add(IdHash.of(row.id()), offset);
        }
    }

    private static boolean isWhole(SpilledRow row) {
        return row.kind() == Kind.TRANSACTION || row.kind() == Kind.REPORT;
    }

    private void write(byte[] bytes, boolean synced) throws IOException {
        RandomAccessFile out = writer;
        if (out == null) {
            out = new RandomAccessFile(path.toFile(), "rw");
            writer = out;
        }
        try {
            out.seek(length);
            out.write(bytes);
            if (synced) {
                out.getFD().sync();
            }
        } catch (IOException failure) {
            cut(out, failure);
            throw failure;
        }
        length += bytes.length;
    }

    private void cut(RandomAccessFile out, IOException failure) {
        try {
            out.setLength(length);
            out.getFD().sync();
        } catch (IOException further) {
            failure.addSuppressed(further);
        }
        close();
    }

    /** The transaction with this id, if it stands here. */
    Optional<SpilledRow> find(String id) throws IOException {
        for (int offset : index.find(IdHash.of(id))) {
            try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
                in.seek(offset);
                byte[] bytes = new byte[in.readInt()];
                in.readFully(bytes);
                SpilledRow row = row(ByteBuffer.wrap(bytes), bytes.length, newest);
                if (row.id().equals(id)) {
                    return Optional.of(row);
                }
            }
        }
        return Optional.empty();
    }

    /** The rows of a frame. */
    List<SpilledRow> rows(Frame frame) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            in.seek(frame.offset() + Frame.HEADER);
            byte[] payload = new byte[frame.payload()];
            in.readFully(payload);
            return rows(ByteBuffer.wrap(payload), frame.recordedAt());
        }
    }

    /** The rows of a payload. */
    List<SpilledRow> rows(ByteBuffer payload, Instant recordedAt) {
        List<SpilledRow> rows = new ArrayList<>();
        while (payload.hasRemaining()) {
            rows.add(row(payload, payload.getInt(), recordedAt));
        }
        return rows;
    }

    private SpilledRow row(ByteBuffer in, int size, Instant recordedAt) {
        Kind kind = Kind.values()[in.get()];
        long sequence = in.getLong();
        byte[] id = new byte[in.getShort()];
        in.get(id);
        byte[] body = new byte[size - Frame.ROW + Integer.BYTES - id.length];
        in.get(body);
        return new SpilledRow(
                kind,
                sequence,
                new String(id, StandardCharsets.UTF_8),
                recordedAt,
                dictionary,
                body);
    }

    /** Runs that PostgreSQL must get or has got from here, in order. */
    List<Frame> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    /** How many transactions it makes known. */
    int ids() {
        return index.size();
    }

    long length() {
        return length;
    }

    void length(long good) {
        length = good;
    }

    /** The last number that anything stands here of, 0 where nothing does. */
    long last() {
        return last;
    }

    /** When its last frame was written. */
    Instant newest() {
        return newest;
    }

    Path path() {
        return path;
    }

    UUID journal() {
        return journal;
    }

    /** Whether it may still be written. */
    boolean isOpen() {
        return writer != null;
    }

    void close() {
        RandomAccessFile out = writer;
        writer = null;
        if (out != null) {
            try {
                out.close();
            } catch (IOException closedAnyway) {
                log.debug("A segment did not close.", closedAnyway);
            }
        }
    }
}
