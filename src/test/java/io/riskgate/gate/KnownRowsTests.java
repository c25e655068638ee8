package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.decision.Decision;
import io.riskgate.journal.JournalReader;
import io.riskgate.journal.KnownRows;
import io.riskgate.journal.RowCodec;
import io.riskgate.journal.SpilledRow;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What a starting service notes of the last that PostgreSQL took before it was killed. */
class KnownRowsTests {

    private final RunningGate gate = RunningGate.shared();
    private final JournalReader reader = gate.bean(JournalReader.class);
    private final RowCodec codec = gate.bean(RowCodec.class);

    @Test
    void answerARepeatAsTheJournalDoes() {
        String id = "kr-" + UUID.randomUUID();
        gate.decide(
                "{\"transactionId\": \"%s\", \"occurredAt\": \"2026-11-01T03:00:00Z\", \"amount\": {\"value\": 99999999, \"currency\": \"EUR\"}, \"accountId\": \"%s\"}"
                        .formatted(id, id));
        JournalReader.Identity identity = reader.identity(id).orElseThrow();
        List<SpilledRow> rows = new ArrayList<>();

        gate.bean(KnownRows.class).after(identity.sequence() - 1, rows::add);

        SpilledRow known =
                rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
        assertThat(known.kind()).isEqualTo(SpilledRow.Kind.KNOWN);
        assertThat(known.sequence()).isEqualTo(identity.sequence());
        assertThat(codec.contentHash(known)).isEqualTo(identity.contentHash());
        Decision expected = reader.decision(id).orElseThrow();
        assertThat(Objects.requireNonNull(codec.decision(known))).isEqualTo(expected);
        assertThat(rows.stream().mapToLong(SpilledRow::sequence))
                .isSorted()
                .allMatch(sequence -> sequence >= identity.sequence());
    }
}
