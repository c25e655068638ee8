package io.riskgate.journal;

import java.time.Instant;

/**
 * A row as it stands in the spill.
 *
 * @param id what it is about: a transactionId, an outcomeId, the hash of a plan
 * @param recordedAt when it became durable
 * @param dictionary the names of the columns
 * @param body the values, as {@link RowCodec} wrote them
 */
public record SpilledRow(
        Kind kind, long sequence, String id, Instant recordedAt, byte[] dictionary, byte[] body) {

    /** What a row is about. The order is part of the file format. */
    public enum Kind {
        /** A feature plan that rows after it were written with. */
        PLAN,
        /** A transaction, whole. */
        TRANSACTION,
        /** A report. */
        REPORT,
        /** A transaction that PostgreSQL holds: its content's hash and its decision. */
        KNOWN
    }
}
