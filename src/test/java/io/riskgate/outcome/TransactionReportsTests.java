package io.riskgate.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.feature.LabelTimeline;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** The verdict at a time, as contract section 4 has it. */
class TransactionReportsTests {

    private static final Instant DAY_1 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DAY_2 = Instant.parse("2026-01-02T00:00:00Z");
    private static final Instant DAY_3 = Instant.parse("2026-01-03T00:00:00Z");

    @Test
    void knowsNothingBeforeTheFirstReport() {
        var reports = reports(report("a", Verdict.FRAUD, Source.CHARGEBACK, DAY_2, null));

        assertThat(reports.verdictAt(DAY_2.minusMillis(1))).isEmpty();
        assertThat(reports.verdictAt(DAY_2)).contains(Verdict.FRAUD);
    }

    @Test
    void restsOnTheLatestReport() {
        var reports =
                reports(
                        report("late", Verdict.LEGITIMATE, Source.CUSTOMER, DAY_3, null),
                        report("early", Verdict.FRAUD, Source.CHARGEBACK, DAY_1, null));

        assertThat(reports.verdictAt(DAY_2)).contains(Verdict.FRAUD);
        assertThat(reports.verdictAt(DAY_3)).contains(Verdict.LEGITIMATE);
    }

    @Test
    void prefersChargebackThenAnalystThenTheFirstToArriveAtEqualTimes() {
        var customer = report("c", Verdict.LEGITIMATE, Source.CUSTOMER, DAY_1, null);
        var issuer = report("i", Verdict.FRAUD, Source.ISSUER, DAY_1, null);
        var analyst = report("a", Verdict.LEGITIMATE, Source.ANALYST, DAY_1, null);
        var chargeback = report("b", Verdict.FRAUD, Source.CHARGEBACK, DAY_1, null);

        assertThat(reports(customer, issuer).verdictAt(DAY_1)).contains(Verdict.LEGITIMATE);
        assertThat(reports(issuer, customer).verdictAt(DAY_1)).contains(Verdict.FRAUD);
        assertThat(reports(issuer, analyst).verdictAt(DAY_1)).contains(Verdict.LEGITIMATE);
        assertThat(reports(analyst, chargeback, customer).verdictAt(DAY_1)).contains(Verdict.FRAUD);
    }

    @Test
    void forgetsAReversedReportFromTheReversalOn() {
        var reports =
                reports(
                        report("a", Verdict.FRAUD, Source.CHARGEBACK, DAY_1, null),
                        report("b", Verdict.LEGITIMATE, Source.CHARGEBACK, DAY_2, "a"));

        assertThat(reports.verdictAt(DAY_1)).contains(Verdict.FRAUD);
        assertThat(reports.verdictAt(DAY_2)).isEmpty();
    }

    @Test
    void restoresAReportWhoseReversalIsReversed() {
        var reports =
                reports(
                        report("a", Verdict.FRAUD, Source.CHARGEBACK, DAY_1, null),
                        report("b", Verdict.LEGITIMATE, Source.CHARGEBACK, DAY_2, "a"),
                        report("c", Verdict.LEGITIMATE, Source.CHARGEBACK, DAY_3, "b"));

        assertThat(reports.verdictAt(DAY_2)).isEmpty();
        assertThat(reports.verdictAt(DAY_3)).contains(Verdict.FRAUD);
    }

    @Test
    void endsWhereTwoReportsReverseEachOther() {
        var reports =
                reports(
                        report("a", Verdict.FRAUD, Source.CHARGEBACK, DAY_1, "b"),
                        report("b", Verdict.FRAUD, Source.CHARGEBACK, DAY_1, "a"));

        assertThat(reports.verdictAt(DAY_2)).isEmpty();
    }

    @Test
    void drawsATimelineOfChangesOnly() {
        LabelTimeline timeline =
                reports(
                                report(
                                        "l",
                                        Verdict.LEGITIMATE,
                                        Source.CUSTOMER,
                                        DAY_1.minusSeconds(1),
                                        null),
                                report("a", Verdict.FRAUD, Source.CHARGEBACK, DAY_1, null),
                                report("b", Verdict.FRAUD, Source.ANALYST, DAY_2, null),
                                report("c", Verdict.LEGITIMATE, Source.ANALYST, DAY_3, null))
                        .timeline();

        assertThat(timeline.size()).isEqualTo(2);
        assertThat(timeline.isFraudAt(DAY_1.toEpochMilli() - 1)).isFalse();
        assertThat(timeline.isFraudAt(DAY_1.toEpochMilli())).isTrue();
        assertThat(timeline.isFraudAt(DAY_3.toEpochMilli())).isFalse();
    }

    private static TransactionReports reports(ReportedOutcome... reports) {
        return new TransactionReports(List.of(reports));
    }

    private static ReportedOutcome report(
            String id, Verdict verdict, Source source, Instant at, @Nullable String reverses) {
        return new ReportedOutcome(id, "tx", verdict, source, null, at, reverses);
    }
}
