package io.riskgate.training;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** A report as one page that opens without a network. */
final class HtmlReport {

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title><style>
            body { font: 15px/1.45 sans-serif; margin: 2em auto; max-width: 62em; padding: 0 1em }
            table { border-collapse: collapse; margin: 1em 0 } td, th { border-bottom: 1px solid #ccc; padding: .3em .8em; text-align: left }
            td.n { text-align: right } .failed { color: #a11 } .chosen { font-weight: bold } .charts svg { max-width: 100%% }
            </style></head><body><h1>%s</h1>
            """;

    private final StringBuilder page = new StringBuilder();

    private HtmlReport() {}

    static String of(Report report, Collection<String> charts) {
        return new HtmlReport().write(report, charts);
    }

    private String write(Report report, Collection<String> charts) {
        String title =
                escaped(report.model())
                        + ", version "
                        + report.registeredVersion()
                        + ": "
                        + (report.passed() ? "passed its gates" : "refused");
        page.append(HEAD.formatted(title, title));
        windows(report);
        candidates(report);
        gates(report);
        intervals(report);
        page.append("<h2>Curves</h2><div class=\"charts\">");
        charts.forEach(page::append);
        page.append("</div>");
        preparation(report.preparation());
        return page.append("</body></html>\n").toString();
    }

    private void windows(Report report) {
        page.append("<table><tr><th>window<th>from<th>to<th>rows<th>frauds<th>without label</tr>");
        window("trained on", report.train());
        window("assessed on", report.assess());
        page.append("</table>");
    }

    private void window(String name, Report.Trained window) {
        page.append(
                "<tr><td>%s<td>%s<td>%s<td class=n>%d<td class=n>%d<td class=n>%d</tr>"
                        .formatted(
                                name,
                                window.from(),
                                window.to(),
                                window.rows(),
                                window.frauds(),
                                window.unlabelled()));
    }

    private void candidates(Report report) {
        page.append(
                "<h2>Candidates</h2><table><tr><th>candidate<th>ROC AUC<th>average"
                        + " precision<th>account precision at 100<th>recall at 1 %"
                        + " FPR<th>Brier<th>savings<th>p99 µs</tr>");
        for (int i = 0; i < report.candidates().size(); i++) {
            Report.Tried tried = report.candidates().get(i);
            row(ReportTable.name(tried), tried.metrics(), i == report.chosen() ? "chosen" : "");
        }
        Report.Incumbent champion = report.champion();
        if (champion != null) {
            row("champion, version " + champion.version(), champion.metrics(), "");
        }
        Report.StandIn standIn = report.fallback();
        if (standIn != null) {
            row("fallback, version " + standIn.registeredVersion(), standIn.metrics(), "");
        }
        page.append("</table>");
        if (champion != null && champion.trainedOnAssessed()) {
            page.append("<p>The champion was trained on some of the assessed rows.</p>");
        }
    }

    private void row(String name, Metrics metrics, String style) {
        page.append("<tr class=\"").append(style).append("\"><td>").append(escaped(name));
        figure(metrics.rocAuc());
        figure(metrics.averagePrecision());
        figure(metrics.accountPrecisionAt100());
        figure(metrics.recallAt1PercentFpr());
        figure(metrics.brier());
        figure(metrics.savings());
        figure(metrics.scoringMicrosP99());
        page.append("</tr>");
    }

    private void gates(Report report) {
        page.append("<h2>Gates</h2><table><tr><th>gate<th>value<th>limit<th></tr>");
        for (Gate.Result gate : report.gates()) {
            page.append("<tr><td>").append(gate.gate());
            figure(gate.value());
            figure(gate.limit());
            page.append(gate.passed() ? "<td>passed" : "<td class=failed>failed").append("</tr>");
        }
        page.append("</table>");
    }

    private void intervals(Report report) {
        page.append(
                "<h2>How sure</h2><p>The middle 95 % when accounts are drawn again with"
                        + " replacement.</p><table><tr><th>metric<th>from<th>to</tr>");
        Map<String, Bootstrap.Interval> intervals =
                report.candidates().get(report.chosen()).intervals();
        intervals.forEach(
                (name, interval) -> {
                    page.append("<tr><td>").append(name);
                    figure(interval.low());
                    figure(interval.high());
                    page.append("</tr>");
                });
        page.append("</table>");
    }

    private void preparation(Preparation found) {
        page.append("<h2>Training set</h2><table>");
        page.append("<tr><td>columns that never vary<td>")
                .append(escaped(String.join(", ", found.constantColumns())))
                .append("</tr><tr><td>missing<td>")
                .append(escaped(found.missingShares().toString()))
                .append("</tr><tr><td>repeated transactions");
        figure(found.duplicateShare());
        page.append("</tr><tr><td>column that tells most alone (")
                .append(escaped(String.valueOf(found.mostTelling())))
                .append(")");
        figure(found.mostTellingAuc());
        page.append("</tr></table>");
    }

    private void figure(@Nullable Double value) {
        page.append("<td class=n>")
                .append(value == null ? "" : String.format(Locale.ROOT, "%.4g", value));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
