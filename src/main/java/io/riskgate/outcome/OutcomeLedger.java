package io.riskgate.outcome;

import io.riskgate.feature.FeatureEngine;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** Accepts reports: refuses clashes, tells the features, waits until the ledger is durable. */
@Component
class OutcomeLedger implements Outcomes {

    private static final Duration DURABLE = Duration.ofSeconds(2);

    private final FeatureEngine features;
    private final OutcomeJournal journal;

    /*
     * One caller at a time from the look-up of what is known to the numbers: two senders of the same outcomeId, or of two
     * reports on one transaction, then cannot miss each other. Durability is waited for outside.
     */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    OutcomeLedger(FeatureEngine features, OutcomeJournal journal) {
        this.features = features;
        this.journal = journal;
    }

    @Override
    public void accept(List<ReportedOutcome> reports) {
        await(submit(reports));
    }

    @Override
    public CompletableFuture<Void> submit(List<ReportedOutcome> reports) {
        oneAtATime.lock();
        try {
            List<ReportedOutcome> unknown = unknownOf(reports);
            if (unknown.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
            if (!journal.hasRoomFor(unknown.size())) {
                throw new RefusedException(
                        ErrorCode.OVERLOADED,
                        "The journal is full; nothing was recorded. Try again shortly.");
            }
            return journal.append(
                    journal.number(unknown, (of, all) -> features.report(of, all.timeline())));
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Those that change something, each once. */
    private List<ReportedOutcome> unknownOf(List<ReportedOutcome> reports) {
        Map<String, ReportedOutcome> byId = new LinkedHashMap<>();
        List<ReportedOutcome> unknown = new ArrayList<>();
        for (ReportedOutcome report : reports) {
            Optional<ReportedOutcome> known =
                    Optional.ofNullable(byId.putIfAbsent(report.outcomeId(), report))
                            .or(() -> journal.report(report.outcomeId()));
            if (known.isEmpty()) {
                unknown.add(report);
            } else if (!known.get().equals(report)) {
                throw new RefusedException(
                        ErrorCode.STATE_CONFLICT,
                        "Outcome "
                                + report.outcomeId()
                                + " is known with other content; the first stands.");
            }
        }
        return unknown;
    }

    private static void await(CompletableFuture<Void> durable) {
        try {
            durable.get(DURABLE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException failed) {
            throw undurable();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw undurable();
        }
    }

    private static RefusedException undurable() {
        return new RefusedException(
                ErrorCode.JOURNAL_UNAVAILABLE,
                "The outcomes could not be made durable in time. Send them again with the same"
                        + " ids.");
    }
}
