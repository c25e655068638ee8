package io.riskgate.journal;

import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The past as PostgreSQL holds it, and after that what it does not hold yet. */
@Component
@Primary
class CompleteHistory implements History {

    private final History postgres;
    private final JournalReader reader;
    private final Spill spill;
    private final RowCodec codec;

    CompleteHistory(
            @Qualifier("postgresHistory") History postgres,
            JournalReader reader,
            Spill spill,
            RowCodec codec) {
        this.postgres = postgres;
        this.reader = reader;
        this.spill = spill;
        this.codec = codec;
    }

    @Override
    public void replay(long afterSequence, Consumer<Event> events) {
        complete(postgres::replay, afterSequence, events);
    }

    @Override
    public void replayUndecided(long afterSequence, Consumer<Event> events) {
        complete(postgres::replayUndecided, afterSequence, events);
    }

    private void complete(
            BiConsumer<Long, Consumer<Event>> stored, long afterSequence, Consumer<Event> events) {
        long[] last = {afterSequence};
        spill.after(
                () -> {
                    stored.accept(
                            afterSequence,
                            event -> {
                                events.accept(event);
                                last[0] = event.sequence();
                            });
                    return last[0];
                },
                row -> spilled(row, events));
    }

    private void spilled(SpilledRow row, Consumer<Event> events) {
        switch (row.kind()) {
            case TRANSACTION -> events.accept(codec.event(row));
            case REPORT -> {
                ReportedOutcome report = codec.report(row);
                events.accept(
                        new Reported(
                                row.sequence(),
                                row.recordedAt(),
                                report,
                                transaction(report.transactionId())));
            }
            case PLAN, KNOWN -> {}
        }
    }

    private @Nullable Transaction transaction(String id) {
        return reader.find(id).map(JournalReader.Row::transaction).orElse(null);
    }
}
