package io.riskgate.platform.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Recomputes the chain of the audit from its first entry to its head. */
@Component
class AuditVerification {

    private static final int AT_ONCE = 1_000;

    private final AuditRows rows;
    private final AuditAnchor anchor;
    private final TransactionTemplate snapshot;

    AuditVerification(AuditRows rows, AuditAnchor anchor, PlatformTransactionManager manager) {
        this.rows = rows;
        this.anchor = anchor;
        this.snapshot = new TransactionTemplate(manager);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
    }

    /**
     * What was found.
     *
     * @param entries how many were verified
     * @param head the hash the chain ends with, to be compared with what was noted elsewhere
     * @param position where it breaks, null where it does not
     * @param fault what is wrong there
     */
    record Finding(
            boolean valid,
            long entries,
            String head,
            @Nullable Long position,
            @Nullable String fault) {}

    Finding verify() {
        // Read first: what is anchored later may not be in the snapshot.
        AuditAnchor.Mark anchored = anchor.read();
        return Objects.requireNonNull(snapshot.execute(status -> walk(anchored)));
    }

    private Finding walk(AuditAnchor.@Nullable Mark anchored) {
        AuditRows.Head head = rows.head();
        long position = 0;
        byte[] hash = new byte[32];
        List<AuditRows.Row> batch = rows.behind(position, AT_ONCE);
        while (!batch.isEmpty()) {
            for (AuditRows.Row row : batch) {
                if (row.entry().position() != position + 1) {
                    return broken(position, head, "An entry is missing here.");
                }
                byte[] expected = row.entry().hash(hash);
                if (!Arrays.equals(expected, row.hash())) {
                    return broken(position, head, "This entry was altered, or put in.");
                }
                position++;
                hash = expected;
                if (anchored != null
                        && anchored.position() == position
                        && !anchored.hash().equals(HexFormat.of().formatHex(hash))) {
                    return broken(position - 1, head, "The chain was written anew up to here.");
                }
            }
            batch = rows.behind(position, AT_ONCE);
        }
        if (position != head.position() || !Arrays.equals(hash, head.hash())) {
            return broken(position, head, "The chain does not end at its head: its tail is gone.");
        }
        if (anchored != null && anchored.position() > position) {
            return broken(
                    position,
                    head,
                    "The anchor outside the database knows " + anchored.position() + " entries.");
        }
        return new Finding(true, position, hex(head), null, null);
    }

    private static Finding broken(long good, AuditRows.Head head, String fault) {
        return new Finding(false, good, hex(head), good + 1, fault);
    }

    private static String hex(AuditRows.Head head) {
        return HexFormat.of().formatHex(head.hash());
    }
}
