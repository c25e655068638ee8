package io.riskgate.journal.jdbc;

import io.riskgate.decision.Decision;
import io.riskgate.decision.Journal.Entry;
import io.riskgate.feature.FeaturePlan;
import io.riskgate.journal.History;
import io.riskgate.journal.JournalReader;
import io.riskgate.journal.JournalStore.Batch;
import io.riskgate.journal.RowCodec;
import io.riskgate.journal.SpilledRow;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;
import io.riskgate.outcome.ReportedOutcome;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The rows of the spill: the same columns that PostgreSQL would have been given, so that draining
 * is an insert and reading needs no mapping of its own.
 */
@Component
class SpillRows implements RowCodec {

    private static final Column<Entry> CONTENT_HASH =
            Column.of("content_hash", "uuid", Entry::contentHash);

    /* A plan has its number from PostgreSQL, which may be away: rows of the spill name it by its hash. */
    private static final Column<Entry> PLAN =
            Column.of(
                    Written.PLAN,
                    "text",
                    entry -> entry.decided() == null ? null : entry.observation().plan().hash());

    private final FeaturePlans plans;
    private final Rows rows;
    private final List<Column<Entry>> whole;
    private final List<Column<Entry>> brief;
    private final List<Column<Cells>> stored;
    private final Map<String, Integer> places = new HashMap<>();
    private final byte[] dictionary;

    SpillRows(FeaturePlans plans, JournalJson json, Rows rows) {
        this.plans = plans;
        this.rows = rows;
        this.whole =
                Stream.concat(
                                JournalColumns.journal(plans, json).stream()
                                        .filter(column -> !column.name().equals("plan_id")),
                                Stream.of(PLAN, CONTENT_HASH))
                        .toList();
        this.brief =
                Stream.concat(JournalColumns.answer(json).stream(), Stream.of(CONTENT_HASH))
                        .toList();
        this.stored = brief.stream().map(SpillRows::stored).toList();
        Set<String> names = new LinkedHashSet<>();
        whole.forEach(column -> names.add(column.name()));
        brief.forEach(column -> names.add(column.name()));
        JournalColumns.REPORT.forEach(column -> names.add(column.name()));
        names.forEach(name -> places.put(name, places.size()));
        this.dictionary = String.join("\n", names).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] dictionary() {
        return dictionary;
    }

    @Override
    public List<SpilledRow> whole(Batch batch, Instant recordedAt) {
        List<SpilledRow> written = new ArrayList<>(plans(batch, recordedAt));
        for (Entry entry : batch.transactions()) {
            written.add(
                    row(
                            SpilledRow.Kind.TRANSACTION,
                            entry.sequence(),
                            entry.transaction().transactionId(),
                            recordedAt,
                            RowBytes.write(entry, whole, places::get)));
        }
        for (NumberedReport report : batch.reports()) {
            written.add(
                    row(
                            SpilledRow.Kind.REPORT,
                            report.sequence(),
                            report.report().outcomeId(),
                            recordedAt,
                            RowBytes.write(report, JournalColumns.REPORT, places::get)));
        }
        return written;
    }

    @Override
    public List<SpilledRow> brief(Batch batch, Instant recordedAt) {
        List<SpilledRow> written = new ArrayList<>(batch.transactions().size());
        for (Entry entry : batch.transactions()) {
            written.add(
                    row(
                            SpilledRow.Kind.KNOWN,
                            entry.sequence(),
                            entry.transaction().transactionId(),
                            recordedAt,
                            RowBytes.write(entry, brief, places::get)));
        }
        return written;
    }

    /** What makes a transaction known, from its row in PostgreSQL. */
    SpilledRow known(Cells row) {
        return row(
                SpilledRow.Kind.KNOWN,
                row.whole("sequence"),
                Objects.requireNonNull(row.text("transaction_id")),
                Objects.requireNonNull(row.instant("recorded_at")),
                RowBytes.write(row, stored, places::get));
    }

    private static Column<Cells> stored(Column<Entry> column) {
        String name = column.name();
        Function<Cells, @Nullable Object> value =
                switch (column.type()) {
                    case "text" -> row -> row.text(name);
                    case "uuid" -> row -> row.uuid(name);
                    case "float8" -> row -> row.number(name);
                    case "bool" -> row -> row.flag(name);
                    case "int" -> row -> (int) row.whole(name);
                    case "timestamptz" -> row -> text(row.instant(name));
                    default -> throw new IllegalStateException(name + " is a " + column.type());
                };
        return new Column<>(name, column.type(), column.cast(), value);
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : Times.text(time);
    }

    private List<SpilledRow> plans(Batch batch, Instant recordedAt) {
        Map<String, FeaturePlan> used = new HashMap<>();
        for (Entry entry : batch.transactions()) {
            if (entry.decided() != null) {
                used.put(entry.observation().plan().hash(), entry.observation().plan());
            }
        }
        List<SpilledRow> written = new ArrayList<>();
        used.forEach(
                (hash, plan) -> {
                    byte[] body = plans.declarations(plan).getBytes(StandardCharsets.UTF_8);
                    SpilledRow row = row(SpilledRow.Kind.PLAN, 0, hash, recordedAt, body);
                    learn(row);
                    written.add(row);
                });
        return written;
    }

    private SpilledRow row(
            SpilledRow.Kind kind, long sequence, String id, Instant recordedAt, byte[] body) {
        return new SpilledRow(kind, sequence, id, recordedAt, dictionary, body);
    }

    @Override
    public void learn(SpilledRow plan) {
        plans.learn(plan.id(), new String(plan.body(), StandardCharsets.UTF_8));
    }

    @Override
    public UUID contentHash(SpilledRow row) {
        return Objects.requireNonNull(written(row).uuid("content_hash"));
    }

    @Override
    public @Nullable Decision decision(SpilledRow row) {
        Written values = written(row);
        return values.uuid("decision_id") == null ? null : rows.decision(values);
    }

    @Override
    public JournalReader.Row transaction(SpilledRow row) {
        return rows.row(written(row));
    }

    @Override
    public History.Transacted event(SpilledRow row) {
        Written values = written(row);
        return new History.Transacted(
                row.sequence(), row.recordedAt(), rows.transaction(values), rows.decided(values));
    }

    @Override
    public ReportedOutcome report(SpilledRow row) {
        return Rows.report(written(row));
    }

    /** The values of a row by column. */
    static Written written(SpilledRow row) {
        String[] names = new String(row.dictionary(), StandardCharsets.UTF_8).split("\n");
        return new Written(RowBytes.read(row.body(), names));
    }
}
