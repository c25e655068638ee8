package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people. */
final class ReportTable {

    private static final String LINE = "%-3s %-52s %7s %7s %7s %7s %8s %8s %8s%n";

    private final PrintWriter out;

    ReportTable(PrintWriter out) {
        this.out = out;
    }

    void print(Report report) {
        out.printf(
                "%nModel %s as of %s: trained on %d (%d frauds), assessed on %d (%d frauds, %d"
                        + " unlabelled)%n%n",
                report.model(),
                report.asOf(),
                report.train().rows(),
                report.train().frauds(),
                report.assess().rows(),
                report.assess().frauds(),
                report.assess().unlabelled());
        models(report);
        range(report.candidates().get(report.chosen()).intervals());
        report.gates().forEach(this::print);
        out.printf(
                "%nRegistered as version %d%s, %s.%n",
                report.registeredVersion(),
                report.passed() ? "" : " (refused)",
                report.promoted() ? "promoted to champion" : "not promoted");
        Report.StandIn standIn = report.fallback();
        if (standIn != null) {
            out.printf(
                    "Its fallback is version %d of %s%s: average precision %s.%n",
                    standIn.registeredVersion(),
                    standIn.model(),
                    standIn.passed() ? "" : " (refused)",
                    figure(standIn.metrics().averagePrecision()));
        }
    }

    private void models(Report report) {
        out.printf(
                LINE, "", "", "ROC AUC", "av.prec", "acc@100", "rec@1%", "brier", "savings",
                "p99 µs");
        for (int i = 0; i < report.candidates().size(); i++) {
            Report.Tried tried = report.candidates().get(i);
            line(i == report.chosen() ? "->" : "", name(tried), tried.metrics());
        }
        Report.Incumbent champion = report.champion();
        if (champion != null) {
            line("", "champion, version " + champion.version(), champion.metrics());
            if (champion.trainedOnAssessed()) {
                out.println("    The champion was trained on some of these rows.");
            }
        }
    }

    private void range(Map<String, Bootstrap.Interval> intervals) {
        out.println();
        intervals.forEach(
                (name, interval) ->
                        out.printf(
                                "       %-24s %s to %s (95 %% of draws)%n",
                                name, figure(interval.low()), figure(interval.high())));
        out.println();
    }

    private void print(Gate.Result gate) {
        out.printf(
                "%-6s %-24s %-12s limit %s%n",
                gate.passed() ? "passed" : "FAILED",
                gate.gate(),
                figure(gate.value()),
                gate.limit());
    }

    private void line(String mark, String name, Metrics metrics) {
        out.printf(
                LINE,
                mark,
                name,
                figure(metrics.rocAuc()),
                figure(metrics.averagePrecision()),
                figure(metrics.accountPrecisionAt100()),
                figure(metrics.recallAt1PercentFpr()),
                figure(metrics.brier()),
                figure(metrics.savings()),
                figure(metrics.scoringMicrosP99()));
    }

    /* Only what differs from the defaults tells candidates apart. */
    static String name(Report.Tried tried) {
        Map<String, Object> defaults =
                tried.algorithm().equals(LogisticRegression.NAME)
                        ? LogisticRegression.DEFAULTS
                        : GradientBoostedTrees.DEFAULTS;
        return tried.algorithm()
                + tried.parameters().entrySet().stream()
                        .filter(entry -> !entry.getValue().equals(defaults.get(entry.getKey())))
                        .map(entry -> " " + entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining());
    }

    private static String figure(@Nullable Double value) {
        if (value == null) {
            return "-";
        }
        return Math.abs(value) >= 10 || value != 0 && Math.abs(value) < 1e-3
                ? String.format(Locale.ROOT, "%.3g", value)
                : String.format(Locale.ROOT, "%.4f", value);
    }
}
