package io.riskgate.journal;

import io.riskgate.outcome.OutcomeJournal;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.Transaction;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    public List<NumberedReport> number(List<ReportedOutcome> reports, Numbering numbering) {
        Set<String> ids = new LinkedHashSet<>();
        reports.forEach(report -> ids.add(report.transactionId()));
        while (true) {
            Standing standing = standing(ids);
            if (standing.absent().isEmpty()) {
                return numbered(reports, standing, numbering);
            }
            Optional<List<NumberedReport>> numbered =
                    waiting.whileNoneArrives(
                            () ->
                                    standing.absent().stream().anyMatch(this::hasCome)
                                            ? Optional.empty()
                                            : Optional.of(numbered(reports, standing, numbering)));
            if (numbered.isPresent()) {
                return numbered.get();
            }
        }
    }

    /*
     * One in flight is waited for: its number must come before that of the report. What is on its way is looked at
     * before what is durable: a report that becomes durable in between is then met twice, not missed.
     */
    private Standing standing(Set<String> ids) {
        ids.forEach(id -> identities.inFlight(id).ifPresent(CompletableFuture::join));
        List<ReportedOutcome> underWay = List.copyOf(onTheirWay.values());
        Map<String, Transaction> transactions = new HashMap<>();
        Map<String, TransactionReports> all = new HashMap<>();
        for (String id : ids) {
            reader.find(id).ifPresent(row -> transactions.put(id, row.transaction()));
            all.put(id, reader.reportsOf(id));
        }
        for (ReportedOutcome report : underWay) {
            all.computeIfPresent(
                    report.transactionId(),
                    (id, before) ->
                            before.reports().contains(report) ? before : before.with(report));
        }
        return new Standing(ids, transactions, all);
    }

    private boolean hasCome(String transactionId) {
        return identities.inFlight(transactionId).isPresent()
                || identities.isDurable(transactionId);
    }

    private List<NumberedReport> numbered(
            List<ReportedOutcome> reports, Standing standing, Numbering numbering) {
        List<NumberedReport> numbered = new ArrayList<>(reports.size());
        try {
            reports.forEach(report -> numbered.add(numbered(report, standing, numbering)));
            return numbered;
        } catch (RuntimeException failed) {
            numbered.forEach(report -> abandon(report.sequence()));
            throw failed;
        }
    }

    private NumberedReport numbered(
            ReportedOutcome report, Standing standing, Numbering numbering) {
        String id = report.transactionId();
        TransactionReports all =
                standing.reports().getOrDefault(id, TransactionReports.NONE).with(report);
        Transaction of = standing.transactions().get(id);
        long sequence = numbering.number(of, all);
        if (of == null) {
            waiting.add(report);
        }
        onTheirWay.put(sequence, report);
        standing.reports().put(id, all);
        return new NumberedReport(sequence, report);
    }

    /**
     * What is known of some transactions.
     *
     * @param transactions those that have arrived
     * @param reports everything reported so far, by transaction
     */
    private record Standing(
            Set<String> ids,
            Map<String, Transaction> transactions,
            Map<String, TransactionReports> reports) {

        List<String> absent() {
            return ids.stream().filter(id -> !transactions.containsKey(id)).toList();
        }
    }
}
