package io.riskgate.ingest;

import io.riskgate.decision.Answer;
import io.riskgate.decision.Decisions;
import io.riskgate.outcome.Outcomes;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.Transaction;

import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.stereotype.Component;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Records history: transactions that are not decided, and what they turned out to be. */
@Component
public class HistoryImport {

    private static final long PAUSE_NANOS = 1_000_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Decisions decisions;
    private final Outcomes outcomes;
    private final TransactionReader transactions;
    private final OutcomeReader reports;

    HistoryImport(Decisions decisions, Outcomes outcomes, IngestSettings settings, Clock clock) {
        this.decisions = decisions;
        this.outcomes = outcomes;
        UnknownFields unknown = settings.unknownFields().file().counting(field -> {});
        this.transactions = new TransactionReader(unknown, clock);
        this.reports = new OutcomeReader(unknown);
    }

    /**
     * Records these lines in their order and waits until they are durable. A line that was recorded
     * before changes nothing; a bad one is left out and reported, and does not stop the others.
     */
    public Result load(List<Line> lines) {
        List<Rejected> rejected = new ArrayList<>();
        List<Pending> pending = new ArrayList<>();
        List<Known> outcomesInARow = new ArrayList<>();
        List<CompletableFuture<Void>> reported = new ArrayList<>();
        for (Line line : lines) {
            try {
                if (line.kind() == Kind.OUTCOME) {
                    outcomesInARow.add(new Known(line, reports.read(bytes(line))));
                } else {
                    report(outcomesInARow, reported, rejected);
                    pending.add(new Pending(line, record(transactions.read(bytes(line)))));
                }
            } catch (RefusedException refused) {
                rejected.add(Rejected.of(line, refused));
            }
        }
        report(outcomesInARow, reported, rejected);
        pending.forEach(transaction -> settle(transaction, rejected));
        reported.forEach(HistoryImport::settle);
        return new Result(lines.size() - rejected.size(), rejected);
    }

    /* The journal is full only for as long as it takes to write what is in it. */
    private CompletableFuture<Answer> record(Transaction transaction) {
        CompletableFuture<Answer> answer = decisions.record(transaction);
        while (answer.isDone() && answer.join() instanceof Answer.Overloaded) {
            LockSupport.parkNanos(PAUSE_NANOS);
            answer = decisions.record(transaction);
        }
        return answer;
    }

    /* Together where they agree with what is known; one by one to find those that do not. */
    private void report(
            List<Known> some, List<CompletableFuture<Void>> reported, List<Rejected> rejected) {
        if (some.isEmpty()) {
            return;
        }
        try {
            reported.add(submit(some.stream().map(Known::report).toList()));
        } catch (RefusedException refused) {
            if (refused.code() != ErrorCode.STATE_CONFLICT) {
                throw refused;
            }
            some.forEach(one -> reportAlone(one, rejected));
        } finally {
            some.clear();
        }
    }

    /* The ledger looks a transaction up with a payment's patience; an import has more. */
    private CompletableFuture<Void> submit(List<ReportedOutcome> reports) {
        long start = System.nanoTime();
        while (true) {
            try {
                return outcomes.submit(reports);
            } catch (RefusedException refused) {
                if (refused.code() != ErrorCode.OVERLOADED) {
                    throw refused;
                }
            } catch (NonTransientDataAccessResourceException slow) {
                if (System.nanoTime() - start > PATIENCE_NANOS) {
                    throw slow;
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static void settle(CompletableFuture<Void> reported) {
        try {
            reported.join();
        } catch (CompletionException failed) {
            throw new RefusedException(
                    ErrorCode.JOURNAL_UNAVAILABLE,
                    "The outcomes could not be made durable; send them again.");
        }
    }

    private void reportAlone(Known one, List<Rejected> rejected) {
        try {
            outcomes.accept(List.of(one.report()));
        } catch (RefusedException refused) {
            rejected.add(Rejected.of(one.line(), refused));
        }
    }

    private static void settle(Pending transaction, List<Rejected> rejected) {
        switch (transaction.answer().join()) {
            case Answer.Imported imported -> {}
            case Answer.Decided decided -> {}
            case Answer.Conflict(String detail) ->
                    rejected.add(
                            new Rejected(
                                    Kind.TRANSACTION,
                                    transaction.line().number(),
                                    ErrorCode.TRANSACTION_CONFLICT.code(),
                                    detail));
            case Answer.Overloaded(String detail) ->
                    throw new RefusedException(ErrorCode.OVERLOADED, detail);
            case Answer.Undurable(String detail) ->
                    throw new RefusedException(ErrorCode.JOURNAL_UNAVAILABLE, detail);
        }
    }

    private static byte[] bytes(Line line) {
        return line.json().getBytes(StandardCharsets.UTF_8);
    }

    /** Which file a line comes from. */
    public enum Kind {
        TRANSACTION,
        OUTCOME
    }

    /**
     * One line of history.
     *
     * @param number its number in its file, from 1
     */
    public record Line(Kind kind, long number, String json) {

        public Line {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(json, "json");
        }
    }

    /** A line that was left out, and why. */
    public record Rejected(Kind kind, long number, String code, String detail) {

        static Rejected of(Line line, RefusedException refused) {
            String detail =
                    refused.faults().size() < 2
                            ? String.valueOf(refused.getMessage())
                            : String.join(
                                    " ",
                                    refused.faults().stream()
                                            .map(fault -> fault.field() + ": " + fault.message())
                                            .toList());
            return new Rejected(line.kind(), line.number(), refused.code().code(), detail);
        }
    }

    /** What became of some lines. */
    public record Result(long recorded, List<Rejected> rejected) {

        public Result {
            rejected = List.copyOf(rejected);
        }
    }

    private record Pending(Line line, CompletableFuture<Answer> answer) {}

    private record Known(Line line, ReportedOutcome report) {}
}
