package io.riskgate.journal.file;

import io.riskgate.journal.JournalStore.Batch;
import io.riskgate.journal.RowCodec;
import io.riskgate.journal.Spill;
import io.riskgate.journal.SpillSettings;
import io.riskgate.journal.SpilledRow;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The spill as segment files in the home folder; see {@link Segment} and {@link Frame}. */
@Component
class SpillFiles implements Spill {

    private static final Logger log = LoggerFactory.getLogger(SpillFiles.class);

    private final Path path;
    private final Folder folder;
    private final RowCodec codec;
    private final SpillSettings settings;
    private final Clock clock;
    private final List<Segment> segments = new CopyOnWriteArrayList<>();
    private final Deque<Frame> pending = new ArrayDeque<>();
    private final Map<Long, NumberedReport> reports = new ConcurrentSkipListMap<>();
    private long records;
    private int pins;
    private volatile @Nullable Segment current;
    private @Nullable UUID journal;

    SpillFiles(RowCodec codec, SpillSettings settings, Environment environment, Clock clock) {
        this.path = Path.of(environment.getProperty("riskgate.home", ".riskgate"), "spill");
        this.folder = new Folder(path);
        this.codec = codec;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public synchronized void open(UUID of, long inPostgres) {
        try {
            journal = of;
            segments.addAll(folder.scan(of, codec::learn));
            for (Segment segment : segments) {
                for (Frame frame : segment.frames()) {
                    if (frame.last() > inPostgres) {
                        pend(frame);
                        segment.rows(frame).forEach(this::noteReport);
                    }
                }
            }
            trim();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The spill in " + path + " is unreadable.", unreadable);
        }
        if (records > 0) {
            log.warn("{} records of an earlier run wait to be written to PostgreSQL.", records);
        }
    }

    private void noteReport(SpilledRow row) {
        if (row.kind() == SpilledRow.Kind.REPORT) {
            reports.put(row.sequence(), new NumberedReport(row.sequence(), codec.report(row)));
        }
    }

    private void pend(Frame frame) {
        pending.addLast(frame);
        records += frame.rows();
    }

    @Override
    public void append(long first, long last, Batch batch) throws IOException {
        if (standing().bytes() >= settings.limit().toBytes()) {
            throw new IOException("the spill holds its limit of " + settings.limit());
        }
        Frame frame = write(first, last, codec.whole(batch, now()), true);
        batch.reports().forEach(report -> reports.put(report.sequence(), report));
        synchronized (this) {
            pend(frame);
        }
    }

    @Override
    public void remember(List<SpilledRow> known) throws IOException {
        if (!known.isEmpty()) {
            write(known.getFirst().sequence(), known.getLast().sequence(), known, false);
        }
    }

    @Override
    public long newest() {
        return segments.stream().mapToLong(Segment::last).max().orElse(0);
    }

    @Override
    public void probe() throws IOException {
        write(0, 0, List.of(), true);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Frame write(long first, long last, List<SpilledRow> rows, boolean synced)
            throws IOException {
        Segment segment = current;
        if (segment == null
                || !segment.isOpen()
                || segment.length() >= settings.segment().toBytes()) {
            segment = roll();
        }
        return segment.append(first, last, now(), rows, synced);
    }

    private Segment roll() throws IOException {
        UUID of = journal;
        if (of == null) {
            throw new IOException("the spill is not open");
        }
        Segment fresh = Segment.create(folder.next(), of, codec.dictionary());
        Segment before = current;
        current = fresh;
        segments.add(fresh);
        if (before != null) {
            before.close();
        }
        trim();
        return fresh;
    }

    @Override
    public synchronized Standing standing() {
        Frame oldest = pending.peekFirst();
        if (oldest == null) {
            return new Standing(0, 0, null);
        }
        long bytes = 0;
        for (Segment segment :
                segments.subList(segments.indexOf(oldest.segment()), segments.size())) {
            bytes += segment.length();
        }
        return new Standing(records, bytes, oldest.recordedAt());
    }

    @Override
    public Portion oldest(int most) {
        List<SpilledRow> rows = new ArrayList<>();
        long last = 0;
        try {
            for (Frame frame : waiting(most)) {
                rows.addAll(frame.segment().rows(frame));
                last = frame.last();
            }
            return new Portion(rows, last);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The spill in " + path + " is unreadable.", unreadable);
        }
    }

    private synchronized List<Frame> waiting(int most) {
        List<Frame> frames = new ArrayList<>();
        int rows = 0;
        for (Frame frame : pending) {
            rows += frame.rows();
            if (!frames.isEmpty() && rows > most) {
                break;
            }
            frames.add(frame);
        }
        return frames;
    }

    @Override
    public synchronized void drained(long last) {
        while (!pending.isEmpty() && pending.peekFirst().last() <= last) {
            records -= pending.removeFirst().rows();
        }
        reports.keySet().removeIf(sequence -> sequence <= last);
        trim();
    }

    @Override
    public synchronized boolean isWaiting(long sequence) {
        Frame oldest = pending.peekFirst();
        return oldest != null && sequence >= oldest.first();
    }

    @Override
    public void setAside(SpilledRow row) {
        try {
            Path aside = path.resolve("refused-" + row.sequence());
            Files.deleteIfExists(aside);
            Segment file = Segment.create(aside, new UUID(0, 0), row.dictionary());
            file.append(row.sequence(), row.sequence(), row.recordedAt(), List.of(row), true);
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("A refused row cannot be set aside.", failure);
        }
    }

    @Override
    public Optional<SpilledRow> find(String transactionId) {
        ListIterator<Segment> newestFirst = segments.listIterator(segments.size());
        while (newestFirst.hasPrevious()) {
            Segment segment = newestFirst.previous();
            try {
                Optional<SpilledRow> found = segment.find(transactionId);
                if (found.isPresent()) {
                    return found;
                }
            } catch (FileNotFoundException dropped) {
                log.debug("A segment was dropped while it was searched.", dropped);
            } catch (IOException unreadable) {
                log.error("{} cannot be read.", segment.path(), unreadable);
            }
        }
        return Optional.empty();
    }

    @Override
    public List<NumberedReport> reports() {
        return List.copyOf(reports.values());
    }

    @Override
    public void after(LongSupplier postgres, Consumer<SpilledRow> rows) {
        pin(1);
        try {
            long last = postgres.getAsLong();
            for (Segment segment : segments) {
                for (Frame frame : segment.frames()) {
                    if (frame.last() > last) {
                        segment.rows(frame).stream()
                                .filter(row -> row.sequence() > last)
                                .forEach(rows);
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The spill in " + path + " is unreadable.", unreadable);
        } finally {
            pin(-1);
        }
    }

    private synchronized void pin(int more) {
        pins += more;
    }

    /* A segment goes once PostgreSQL holds all of it and newer ones make enough ids known, or it is too old for that. */
    private synchronized void trim() {
        Frame oldest = pending.peekFirst();
        Instant before = clock.instant().minus(settings.windowAge());
        long newer = segments.stream().mapToLong(Segment::ids).sum();
        for (Segment segment : List.copyOf(segments)) {
            newer -= segment.ids();
            boolean enough = newer >= settings.windowIds() || segment.newest().isBefore(before);
            boolean needed = oldest != null && oldest.segment() == segment;
            if (!enough || needed || pins > 0 || segment == current) {
                return;
            }
            segments.remove(segment);
            segment.close();
            delete(segment);
        }
    }

    private static void delete(Segment segment) {
        try {
            Files.deleteIfExists(segment.path());
        } catch (IOException failure) {
            log.warn("{} cannot be deleted: {}", segment.path(), failure.toString());
        }
    }
}
