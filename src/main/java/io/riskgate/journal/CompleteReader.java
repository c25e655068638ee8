package io.riskgate.journal;

import io.riskgate.decision.Decision;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.TransactionReports;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** What PostgreSQL holds together with what it does not hold yet. */
@Component
@Primary
class CompleteReader implements JournalReader {

    private final JournalReader postgres;
    private final Spill spill;
    private final RowCodec codec;
    private final Turn turn;

    CompleteReader(
            @Qualifier("postgresReader") JournalReader postgres,
            Spill spill,
            RowCodec codec,
            Turn turn) {
        this.postgres = postgres;
        this.spill = spill;
        this.codec = codec;
        this.turn = turn;
    }

    @Override
    public long lastSequence() {
        long[] last = {0};
        spill.after(
                () -> last[0] = postgres.lastSequence(),
                row -> last[0] = Math.max(last[0], row.sequence()));
        return last[0];
    }

    @Override
    public Optional<Identity> identity(String transactionId) {
        return waiting(transactionId)
                .map(row -> new Identity(codec.contentHash(row), row.sequence()))
                .or(() -> postgres.identity(transactionId));
    }

    @Override
    public void identities(Consumer<String> transactionIds) {
        spill.after(
                () -> {
                    postgres.identities(transactionIds);
                    return 0;
                },
                row -> {
                    if (row.kind() == SpilledRow.Kind.TRANSACTION) {
                        transactionIds.accept(row.id());
                    }
                });
    }

    @Override
    public Optional<Row> find(String transactionId) {
        return waiting(transactionId)
                .map(row -> spilled(codec.transaction(row)))
                .or(() -> postgres.find(transactionId));
    }

    @Override
    public Optional<Decision> decision(String transactionId) {
        if (!turn.isAnswering()) {
            Optional<SpilledRow> known = spill.find(transactionId);
            if (known.isPresent()) {
                return known.map(codec::decision);
            }
        }
        return JournalReader.super.decision(transactionId);
    }

    private Optional<SpilledRow> waiting(String transactionId) {
        return spill.standing().isEmpty()
                ? Optional.empty()
                : spill.find(transactionId)
                        .filter(row -> row.kind() == SpilledRow.Kind.TRANSACTION)
                        .filter(row -> spill.isWaiting(row.sequence()));
    }

    private static Row spilled(Row row) {
        Decision decision = row.decision();
        return new Row(
                row.sequence(),
                row.transaction(),
                decision == null
                        ? null
                        : decision.durable(Decision.Durability.SPILLED, decision.latency()),
                row.trace());
    }

    /* The outbox reads here: what is not in PostgreSQL is not published. */
    @Override
    public List<Row> transactionsAfter(long sequence, int limit) {
        return postgres.transactionsAfter(sequence, limit);
    }

    @Override
    public Optional<ReportedOutcome> report(String outcomeId) {
        return spill.reports().stream()
                .map(NumberedReport::report)
                .filter(report -> report.outcomeId().equals(outcomeId))
                .findFirst()
                .or(() -> postgres.report(outcomeId));
    }

    @Override
    public TransactionReports reportsOf(String transactionId) {
        TransactionReports all = postgres.reportsOf(transactionId);
        for (NumberedReport spilled : spill.reports()) {
            ReportedOutcome report = spilled.report();
            boolean more =
                    report.transactionId().equals(transactionId) && !all.reports().contains(report);
            all = more ? all.with(report) : all;
        }
        return all;
    }

    @Override
    public Map<String, TransactionReports> reportsUpTo(long sequence) {
        Map<String, TransactionReports> reports = new HashMap<>(postgres.reportsUpTo(sequence));
        for (NumberedReport spilled : spill.reports()) {
            if (spilled.sequence() <= sequence) {
                add(reports, spilled.report());
            }
        }
        return reports;
    }

    @Override
    public UUID journalId() {
        return postgres.journalId();
    }

    @Override
    public Map<String, TransactionReports> waitingReports() {
        Map<String, TransactionReports> reports = new HashMap<>(postgres.waitingReports());
        for (NumberedReport spilled : spill.reports()) {
            if (find(spilled.report().transactionId()).isEmpty()) {
                add(reports, spilled.report());
            }
        }
        reports.keySet().removeIf(id -> waiting(id).isPresent());
        return reports;
    }

    private static void add(Map<String, TransactionReports> reports, ReportedOutcome report) {
        reports.merge(
                report.transactionId(),
                TransactionReports.NONE.with(report),
                (before, one) -> before.with(report));
    }
}
