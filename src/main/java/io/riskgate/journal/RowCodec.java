package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.journal.JournalStore.Batch;
import io.riskgate.outcome.ReportedOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows of the journal as bytes, with the columns they have in PostgreSQL. */
public interface RowCodec {

    /** The names of the columns, by which bodies refer to them. */
    byte[] dictionary();

    /** Everything of these slots, plans first. */
    List<SpilledRow> whole(Batch batch, Instant recordedAt);

    /** What makes the transactions of these slots known. */
    List<SpilledRow> brief(Batch batch, Instant recordedAt);

    /** Takes note of a plan that rows refer to. */
    void learn(SpilledRow plan);

    /** The hash of a transaction's content. */
    UUID contentHash(SpilledRow row);

    /** The decision of a transaction, null for an imported one. */
    @Nullable Decision decision(SpilledRow row);

    /** A whole transaction. */
    JournalReader.Row transaction(SpilledRow row);

    /** A whole transaction as an event of the past. */
    History.Transacted event(SpilledRow row);

    /** A report. */
    ReportedOutcome report(SpilledRow row);
}
