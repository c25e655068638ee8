package io.riskgate.journal.file;

import io.riskgate.journal.SpilledRow;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The folder of the segments, in the order they were begun. */
final class Folder {

    private static final Logger log = LoggerFactory.getLogger(Folder.class);
    private static final String SUFFIX = ".spill";
    private static final int BUFFER = 1 << 18;
    private static final int LARGEST = 1 << 30;

    private final Path folder;

    Folder(Path folder) {
        this.folder = folder;
    }

    /** The path of the segment after the newest there is. */
    Path next() throws IOException {
        Files.createDirectories(folder);
        long number = 1;
        for (Path path : paths()) {
            number = number(path) + 1;
        }
        return folder.resolve("%012d%s".formatted(number, SUFFIX));
    }

    private static long number(Path path) {
        String name = path.getFileName().toString();
        return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    }

    private List<Path> paths() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+" + SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads every segment.
     *
     * @param plans is given the plans that rows refer to
     */
    List<Segment> scan(UUID journal, Consumer<SpilledRow> plans) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path path : paths()) {
            Segment segment = scan(path, plans);
            if (segment == null) {
                continue;
            }
            if (segment.journal().equals(journal)) {
                segments.add(segment);
            } else {
                aside(path, "it belongs to another database");
            }
        }
        return segments;
    }

    private @Nullable Segment scan(Path path, Consumer<SpilledRow> plans) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER))) {
            Segment segment = header(path, in);
            while (frame(segment, in, plans)) {
                // one after the other
            }
            cut(segment);
            return segment;
        } catch (EOFException | UnreadableException unreadable) {
            aside(path, "its header cannot be read");
            return null;
        }
    }

    private static Segment header(Path path, DataInputStream in) throws IOException {
        if (in.readInt() != Segment.MAGIC || in.readInt() != Segment.VERSION) {
            throw new UnreadableException();
        }
        UUID journal = new UUID(in.readLong(), in.readLong());
        byte[] dictionary = in.readNBytes(in.readInt());
        Segment segment = new Segment(path, journal, dictionary);
        segment.length(Segment.HEADER + dictionary.length);
        return segment;
    }

    /** Reads the next frame; false where there is none that is whole. */
    private static boolean frame(Segment segment, DataInputStream in, Consumer<SpilledRow> plans)
            throws IOException {
        byte[] header = in.readNBytes(Frame.HEADER);
        if (header.length < Frame.HEADER) {
            return false;
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int size = fields.getInt();
        int checksum = fields.getInt();
        if (size < 0 || size > LARGEST) {
            return false;
        }
        byte[] frame = new byte[Frame.HEADER + size];
        System.arraycopy(header, 0, frame, 0, header.length);
        if (in.readNBytes(frame, header.length, size) < size || Frame.checksum(frame) != checksum) {
            return false;
        }
        long first = fields.getLong();
        long last = fields.getLong();
        var recordedAt = Frame.instant(fields.getLong());
        ByteBuffer payload = ByteBuffer.wrap(frame, Frame.HEADER, size);
        List<SpilledRow> rows = segment.rows(payload.slice(), recordedAt);
        int at = (int) segment.length() + Frame.HEADER;
        for (SpilledRow row : rows) {
            segment.note(row, at);
            at += Integer.BYTES + payload.getInt(at - (int) segment.length());
            if (row.kind() == SpilledRow.Kind.PLAN) {
                plans.accept(row);
            }
        }
        segment.framed(segment.length(), frame.length, first, last, rows, recordedAt);
        return true;
    }

    /* What was being written when the machine or the service went down: nobody was told that it is durable. */
    private static void cut(Segment segment) throws IOException {
        Path path = segment.path();
        long torn = Files.size(path) - segment.length();
        if (torn == 0) {
            return;
        }
        log.warn("Cut {} bytes of a torn last write off {}.", torn, path);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            file.truncate(segment.length());
            file.force(true);
        }
    }

    private static void aside(Path path, String why) throws IOException {
        Path to = path.resolveSibling(path.getFileName() + ".aside");
        Files.move(path, to);
        log.error("Left {} aside: {}. What it holds is not in this journal.", to, why);
    }

    /** Makes the names in a folder durable. */
    static void sync(Path folder) throws IOException {
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** A file that is no segment. */
    private static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
