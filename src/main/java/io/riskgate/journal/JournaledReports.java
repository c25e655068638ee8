package io.riskgate.journal;

import io.riskgate.decision.Answer;
import io.riskgate.outcome.OutcomeJournal;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** Reports as the journal knows them: durable ones in PostgreSQL, those on their way in memory. */
@Component
class JournaledReports implements OutcomeJournal {

    private final GroupCommit commits;
    private final JournalReader reader;
    private final KnownIdentities identities;
    private final WaitingReports waiting;
    private final Turn turn;
    private final Map<Long, ReportedOutcome> onTheirWay = new ConcurrentSkipListMap<>();

    JournaledReports(
            GroupCommit commits,
            JournalReader reader,
            KnownIdentities identities,
            WaitingReports waiting,
            Turn turn) {
        this.commits = commits;
        this.reader = reader;
        this.identities = identities;
        this.waiting = waiting;
        this.turn = turn;
    }

    @Override
    public CompletableFuture<Void> append(List<NumberedReport> reports) {
        return commits.append(reports)
                .whenComplete(
                        (done, failure) ->
                                reports.forEach(report -> onTheirWay.remove(report.sequence())));
    }

    @Override
    public void abandon(long sequence) {
        onTheirWay.remove(sequence);
        commits.abandon(sequence);
    }

    @Override
    public boolean hasRoomFor(int reports) {
        return commits.hasRoomFor(reports);
    }

    @Override
    public Optional<ReportedOutcome> report(String outcomeId) {
        if (!turn.isAnswering()) {
            throw new RefusedException(
                    ErrorCode.JOURNAL_UNAVAILABLE,
                    "Whether this outcome is known cannot be read now; send it again.");
        }
        return onTheirWay.values().stream()
                .filter(report -> report.outcomeId().equals(outcomeId))
                .findFirst()
                .or(() -> reader.report(outcomeId));
    }

    @Override
    public NumberedReport number(ReportedOutcome report, Numbering numbering) {
        TransactionReports all = reportsOf(report.transactionId()).with(report);
        long sequence = numbered(report, all, numbering);
        onTheirWay.put(sequence, report);
        return new NumberedReport(sequence, report);
    }

    private long numbered(ReportedOutcome report, TransactionReports all, Numbering numbering) {
        while (true) {
            Optional<Transaction> of = arrived(report.transactionId());
            if (of.isPresent()) {
                return numbering.number(of.get(), all);
            }
            Long sequence = waiting.whileNoneArrives(() -> numberedAbsent(report, all, numbering));
            if (sequence != null) {
                return sequence;
            }
        }
    }

    /** Null where the transaction has come meanwhile. */
    private @Nullable Long numberedAbsent(
            ReportedOutcome report, TransactionReports all, Numbering numbering) {
        String id = report.transactionId();
        if (identities.inFlight(id).isPresent() || identities.isDurable(id)) {
            return null;
        }
        long sequence = numbering.number(null, all);
        waiting.add(report);
        return sequence;
    }

    /* One in flight is waited for: its number must come before that of the report. */
    private Optional<Transaction> arrived(String transactionId) {
        Optional<CompletableFuture<Answer>> inFlight = identities.inFlight(transactionId);
        inFlight.ifPresent(CompletableFuture::join);
        return reader.find(transactionId).map(JournalReader.Row::transaction);
    }

    private TransactionReports reportsOf(String transactionId) {
        TransactionReports all = reader.reportsOf(transactionId);
        for (ReportedOutcome report : onTheirWay.values()) {
            boolean more =
                    report.transactionId().equals(transactionId) && !all.reports().contains(report);
            all = more ? all.with(report) : all;
        }
        return Objects.requireNonNull(all);
    }
}
