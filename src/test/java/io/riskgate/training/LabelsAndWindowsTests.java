package io.riskgate.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.feature.FeaturePlan;
import io.riskgate.feature.FeatureSet;
import io.riskgate.feature.FeatureVector;
import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.outcome.Source;
import io.riskgate.outcome.TransactionReports;
import io.riskgate.outcome.Verdict;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One week of training, one of delay, one of assessment, which ends on 22 March. */
class LabelsAndWindowsTests {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Windows WINDOWS =
            new Windows(Instant.parse("2026-03-22T00:00:00Z"), WEEK, WEEK, WEEK);
    private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");

    @Test
    void windowsFollowOneAnother() {
        assertThat(WINDOWS.trained()).isEqualTo(window("2026-03-01", "2026-03-08"));
        assertThat(WINDOWS.assessed()).isEqualTo(window("2026-03-15", "2026-03-22"));
    }

    @Test
    void foldsLieFurtherBackAndTheirTruthIsKnownInTime() {
        Windows nearest = WINDOWS.fold(0);
        assertThat(nearest.assessed()).isEqualTo(window("2026-03-01", "2026-03-08"));
        assertThat(nearest.trained()).isEqualTo(window("2026-02-15", "2026-02-22"));
        assertThat(WINDOWS.fold(1).assessed()).isEqualTo(window("2026-02-22", "2026-03-01"));
        assertThat(nearest.asOf().plus(WEEK)).isEqualTo(WINDOWS.assessed().from());
    }

    @Test
    void leftEdgesAreInAndRightEdgesOut() {
        Collected collected =
                collected(
                        honest("a", "2026-02-28T23:59:59.999Z"),
                        honest("b", "2026-03-01T00:00:00Z"),
                        honest("c", "2026-03-07T23:59:59.999Z"),
                        honest("d", "2026-03-08T00:00:00Z"));
        assertThat(accounts(collected.training(WINDOWS))).containsExactly("b", "c");
    }

    @Test
    void onlyWhatWasReportedByTheAssessWindowIsLearned() {
        Collected collected =
                collected(
                        fraud("a", "2026-03-02T10:00:00Z", "2026-03-15T00:00:00Z"),
                        fraud("b", "2026-03-02T10:00:00Z", "2026-03-15T00:00:00.001Z"));
        Sample training = collected.training(WINDOWS);
        assertThat(training.fraud()).containsExactly(true, false);
        assertThat(collected.assessment(WINDOWS.fold(0), LATER).fraud())
                .containsExactly(true, true);
    }

    @Test
    void silenceIsNoLabelForWhatIsYoungOrWasStopped() {
        Instant moment = Instant.parse("2026-03-20T00:00:00Z");
        Instant exactlyAWeekBefore = moment.minus(WEEK);
        assertThat(silent(moment, exactlyAWeekBefore.minusMillis(1), false))
                .isEqualTo(Label.LEGITIMATE);
        assertThat(silent(moment, exactlyAWeekBefore, false)).isEqualTo(Label.UNKNOWN);
        assertThat(silent(moment, Instant.EPOCH, true)).isEqualTo(Label.UNKNOWN);
    }

    @Test
    void aVerdictCountsAtAnyAgeAndForWhatWasStopped() {
        Instant moment = Instant.parse("2026-03-20T00:00:00Z");
        TransactionReports fraud = reports("x", Verdict.FRAUD, moment);
        TransactionReports cleared = reports("x", Verdict.LEGITIMATE, moment);
        assertThat(Label.knownAt(moment, moment, fraud, true, WEEK)).isEqualTo(Label.FRAUD);
        assertThat(Label.knownAt(moment, moment, cleared, true, WEEK)).isEqualTo(Label.LEGITIMATE);
        assertThat(Label.knownAt(moment.minusMillis(1), moment, fraud, true, WEEK))
                .isEqualTo(Label.UNKNOWN);
    }

    @Test
    void unlabelledTransactionsAreLeftOutAndCounted() {
        CollectedRow stopped = row("a", "2026-03-16T10:00:00Z", true, TransactionReports.NONE);
        Sample unseen =
                collected(stopped, honest("b", "2026-03-16T10:00:00Z")).assessment(WINDOWS, LATER);
        assertThat(accounts(unseen)).containsExactly("b");
        assertThat(unseen.unlabelled()).isEqualTo(1);
    }

    @Test
    void accountsKnownAsCompromisedLeaveTheDaysAfterwards() {
        Collected collected =
                collected(
                        fraud("trained", "2026-03-02T10:00:00Z", "2026-03-12T00:00:00Z"),
                        fraud("midnight", "2026-03-09T10:00:00Z", "2026-03-17T00:00:00Z"),
                        fraud("eve", "2026-03-09T10:00:00Z", "2026-03-16T23:59:59.999Z"),
                        fraud("old", "2026-02-20T10:00:00Z", "2026-02-25T10:00:00Z"),
                        honest("trained", "2026-03-15T10:00:00Z"),
                        honest("midnight", "2026-03-16T10:00:00Z"),
                        honest("eve", "2026-03-16T10:00:00Z"),
                        honest("midnight", "2026-03-17T10:00:00Z"),
                        honest("eve", "2026-03-17T10:00:00Z"),
                        honest("old", "2026-03-17T10:00:00Z"),
                        honest("midnight", "2026-03-18T10:00:00Z"));
        Sample unseen = collected.assessment(WINDOWS, LATER);
        assertThat(unseen.rows().stream().map(row -> row.accountId() + row.day() % 7).toList())
                .containsExactly("midnight4", "eve4", "midnight5", "old5");
    }

    @Test
    void whatWasLetThroughStandsForThoseThatWereNot() {
        Collected collected =
                collected(
                        drawn("through", false, TransactionReports.NONE),
                        drawn("stopped", true, TransactionReports.NONE),
                        drawn("reported", true, reports("reported", Verdict.FRAUD, WINDOWS.asOf())),
                        honest("other", "2026-03-16T10:00:00Z"));
        Sample unseen = collected.assessment(WINDOWS, LATER);
        assertThat(accounts(unseen)).containsExactly("through", "other");
        assertThat(unseen.unlabelled()).isEqualTo(2);
        assertThat(unseen.scored(new float[2]).weights()).containsExactly(20, 1);
    }

    private static CollectedRow drawn(String account, boolean stopped, TransactionReports reports) {
        return new CollectedRow(
                account,
                account,
                Instant.parse("2026-03-16T10:00:00Z"),
                10,
                stopped,
                0.05,
                reports);
    }

    private static Label silent(Instant moment, Instant occurredAt, boolean stopped) {
        return Label.knownAt(moment, occurredAt, TransactionReports.NONE, stopped, WEEK);
    }

    private static Collected collected(CollectedRow... rows) {
        FeatureSet none = FeatureSet.parse("features: [{name: amount, value: amount}]");
        Path folder = Path.of("target");
        try (Rows.Writer writer = new Rows.Writer(folder, 1)) {
            for (CollectedRow row : rows) {
                writer.add(row, FeatureVector.adopt(new float[] {10}));
            }
            return new Collected(FeaturePlan.of(List.of(none)), writer.rows(), 0, folder);
        }
    }

    private static CollectedRow honest(String account, String occurredAt) {
        return row(account, occurredAt, false, TransactionReports.NONE);
    }

    private static CollectedRow fraud(String account, String occurredAt, String reportedAt) {
        TransactionReports reports =
                reports(account + occurredAt, Verdict.FRAUD, Instant.parse(reportedAt));
        return row(account, occurredAt, false, reports);
    }

    private static CollectedRow row(
            String account, String occurredAt, boolean stopped, TransactionReports reports) {
        return new CollectedRow(
                account + occurredAt, account, Instant.parse(occurredAt), 10, stopped, 1, reports);
    }

    private static TransactionReports reports(String id, Verdict verdict, Instant reportedAt) {
        @Nullable String none = null;
        return TransactionReports.NONE.with(
                new ReportedOutcome(
                        "o-" + id, id, verdict, Source.CHARGEBACK, none, reportedAt, none));
    }

    private static List<String> accounts(Sample sample) {
        return sample.rows().stream().map(CollectedRow::accountId).toList();
    }

    private static Window window(String from, String to) {
        return new Window(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }
}
