package io.riskgate.outcome;

import io.riskgate.feature.LabelTimeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that was reported of one transaction, in order of arrival, and the verdict that follows from
 * it (contract section 4).
 *
 * @param reports in order of arrival
 */
public record TransactionReports(List<ReportedOutcome> reports) {

    /** Nothing. */
    public static final TransactionReports NONE = new TransactionReports(List.of());

    /* The sort is stable, so among equals the first to arrive stands first. */
    private static final Comparator<ReportedOutcome> STRONGEST_FIRST =
            Comparator.comparing(ReportedOutcome::reportedAt)
                    .thenComparing(report -> report.source().precedence())
                    .reversed();

    public TransactionReports {
        reports = List.copyOf(reports);
    }

    /** These and one that arrived after them. */
    public TransactionReports with(ReportedOutcome report) {
        List<ReportedOutcome> all = new ArrayList<>(reports);
        all.add(report);
        return new TransactionReports(all);
    }

    /**
     * The verdict that rests on what was reported by this moment; empty where nothing was, or all
     * of it was reversed.
     */
    public Optional<Verdict> verdictAt(Instant time) {
        return reports.stream()
                .filter(
                        report ->
                                report.reverses() == null && counts(report, time, new HashSet<>()))
                .sorted(STRONGEST_FIRST)
                .map(ReportedOutcome::verdict)
                .findFirst();
    }

    /** Since when, by what is known now, the transaction counts as a fraud. */
    public LabelTimeline timeline() {
        TreeSet<Instant> moments = new TreeSet<>();
        reports.forEach(report -> moments.add(report.reportedAt()));
        long[] fromMillis = new long[moments.size()];
        boolean[] fraud = new boolean[moments.size()];
        int changes = 0;
        for (Instant moment : moments) {
            boolean now = verdictAt(moment).filter(Verdict.FRAUD::equals).isPresent();
            if (changes == 0 ? now : now != fraud[changes - 1]) {
                fromMillis[changes] = moment.toEpochMilli();
                fraud[changes++] = now;
            }
        }
        return LabelTimeline.of(Arrays.copyOf(fromMillis, changes), Arrays.copyOf(fraud, changes));
    }

    /*
     * A reversal can itself be reversed, which restores the first report. Two that reverse each other (possible when
     * they arrive in the wrong order) would never end: a report met again on the way counts.
     */
    private boolean counts(ReportedOutcome report, Instant time, Set<String> onTheWay) {
        if (report.reportedAt().isAfter(time)) {
            return false;
        }
        if (!onTheWay.add(report.outcomeId())) {
            return true;
        }
        boolean reversed =
                reports.stream()
                        .anyMatch(
                                other ->
                                        report.outcomeId().equals(other.reverses())
                                                && counts(other, time, onTheWay));
        onTheWay.remove(report.outcomeId());
        return !reversed;
    }
}
