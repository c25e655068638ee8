package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.journal.JournalStore.Batch;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;
import io.riskgate.outcome.ReportedOutcome;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A spill in memory that can be made unwritable; its rows have no content. */
public final class MemorySpill implements Spill, RowCodec {

    public volatile boolean writable = true;
    private final Deque<SpilledRow> rows = new ConcurrentLinkedDeque<>();

    @Override
    public void open(UUID journal, long inPostgres) {}

    @Override
    public void append(long first, long last, Batch batch) throws IOException {
        probe();
        rows.addAll(whole(batch, Instant.EPOCH));
    }

    @Override
    public void remember(List<SpilledRow> known) {}

    @Override
    public long newest() {
        return rows.isEmpty() ? 0 : rows.getLast().sequence();
    }

    @Override
    public void probe() throws IOException {
        if (!writable) {
            throw new IOException("no space left");
        }
    }

    @Override
    public Standing standing() {
        return new Standing(rows.size(), rows.size(), null);
    }

    @Override
    public Portion oldest(int most) {
        List<SpilledRow> some = rows.stream().limit(most).toList();
        return new Portion(some, some.isEmpty() ? 0 : some.getLast().sequence());
    }

    @Override
    public boolean isWaiting(long sequence) {
        return rows.stream().anyMatch(row -> row.sequence() == sequence);
    }

    @Override
    public void drained(long last) {
        rows.removeIf(row -> row.sequence() <= last);
    }

    @Override
    public void setAside(SpilledRow row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SpilledRow> find(String transactionId) {
        return rows.stream().filter(row -> row.id().equals(transactionId)).findFirst();
    }

    @Override
    public List<NumberedReport> reports() {
        return List.of();
    }

    @Override
    public void after(LongSupplier postgres, Consumer<SpilledRow> consumer) {
        long last = postgres.getAsLong();
        rows.stream().filter(row -> row.sequence() > last).forEach(consumer);
    }

    @Override
    public byte[] dictionary() {
        return new byte[0];
    }

    @Override
    public List<SpilledRow> whole(Batch batch, Instant recordedAt) {
        List<SpilledRow> written = new ArrayList<>();
        batch.transactions()
                .forEach(
                        entry ->
                                written.add(
                                        new SpilledRow(
                                                SpilledRow.Kind.TRANSACTION,
                                                entry.sequence(),
                                                entry.transaction().transactionId(),
                                                recordedAt,
                                                new byte[0],
                                                new byte[0])));
        return written;
    }

    @Override
    public List<SpilledRow> brief(Batch batch, Instant recordedAt) {
        return List.of();
    }

    @Override
    public void learn(SpilledRow plan) {}

    @Override
    public UUID contentHash(SpilledRow row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Decision decision(SpilledRow row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public JournalReader.Row transaction(SpilledRow row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public History.Transacted event(SpilledRow row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReportedOutcome report(SpilledRow row) {
        throw new UnsupportedOperationException();
    }
}
