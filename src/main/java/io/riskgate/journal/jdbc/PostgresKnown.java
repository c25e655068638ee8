package io.riskgate.journal.jdbc;

import io.riskgate.journal.KnownRows;
import io.riskgate.journal.SpilledRow;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.function.Consumer;

/** Reads what makes transactions known from their rows. */
@Component
class PostgresKnown implements KnownRows {

    private static final String AFTER =
            "select j.*, i.content_hash from journal j join transaction_identity i using"
                    + " (transaction_id) where j.sequence > ? order by j.sequence";

    private final Cursors cursors;
    private final SpillRows spilled;

    PostgresKnown(Cursors cursors, SpillRows spilled) {
        this.cursors = cursors;
        this.spilled = spilled;
    }

    @Override
    public void after(long sequence, Consumer<SpilledRow> rows) {
        cursors.read(
                AFTER, List.of(sequence), row -> rows.accept(spilled.known(new ResultCells(row))));
    }
}
