package io.riskgate.journal.jdbc;

import io.riskgate.journal.CommittedDecision;
import io.riskgate.journal.JournalReader;
import io.riskgate.journal.Outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The outbox as a cursor over the journal: nothing is written twice, and nothing but the cursor can
 * be behind.
 */
@Component
class PostgresOutbox implements Outbox {

    private static final String TOPIC = "riskgate.decisions";

    private final JdbcClient jdbc;
    private final JournalReader reader;

    PostgresOutbox(JdbcClient jdbc, JournalReader reader) {
        this.jdbc = jdbc;
        this.reader = reader;
    }

    @Override
    public long cursor() {
        return jdbc.sql("select sequence from outbox_cursor where topic = ?")
                .param(TOPIC)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public Page after(long sequence, int limit) {
        List<JournalReader.Row> rows = reader.transactionsAfter(sequence, limit);
        List<CommittedDecision> decisions =
                rows.stream()
                        .filter(row -> row.decision() != null)
                        .map(
                                row ->
                                        new CommittedDecision(
                                                row.sequence(),
                                                row.transaction().accountId(),
                                                Objects.requireNonNull(row.decision())))
                        .toList();
        return new Page(
                decisions,
                rows.isEmpty() ? Optional.empty() : Optional.of(rows.getLast().sequence()));
    }

    @Override
    public void advance(long sequence) {
        jdbc.sql(
                        """
                        insert into outbox_cursor (topic, sequence) values (?, ?)
                        on conflict (topic) do update set sequence = excluded.sequence\
                        """)
                .param(TOPIC)
                .param(sequence)
                .update();
    }
}
