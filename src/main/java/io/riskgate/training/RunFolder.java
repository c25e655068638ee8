package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a run leaves what people look at: {@code report.json}, {@code report.html}, which needs
 * nothing beside it and no network, and the curves as SVG.
 */
record RunFolder(Path path) {

    static RunFolder under(Path folder, Report report) {
        return new RunFolder(folder.resolve(report.model() + "-" + report.registeredVersion()));
    }

    void write(TrainingRun.Outcome outcome) throws IOException {
        Files.createDirectories(path);
        Map<String, String> charts = charts(outcome.made(), outcome.champion());
        for (Map.Entry<String, String> chart : charts.entrySet()) {
            Files.writeString(path.resolve(chart.getKey() + ".svg"), chart.getValue());
        }
        Files.writeString(
                path.resolve("report.json"), RetrainCommand.json(outcome.report()) + "\n");
        Files.writeString(
                path.resolve("report.html"), HtmlReport.of(outcome.report(), charts.values()));
    }

    private static Map<String, String> charts(Assessed made, @Nullable Assessed champion) {
        Map<String, String> charts = new LinkedHashMap<>();
        charts.put("roc", draw(Curve.ROC, made, champion));
        charts.put("precision-recall", draw(Curve.PRECISION_RECALL, made, champion));
        charts.put("calibration", draw(Curve.CALIBRATION, made, champion));
        charts.put("scores", draw(Curve.SCORES, made, champion));
        return charts;
    }

    private static String draw(Curve curve, Assessed made, @Nullable Assessed champion) {
        Chart chart = new Chart(curve.title(), curve.across(), curve.up());
        if (champion != null) {
            chart.line("champion", "#888888", curve.of(champion));
        }
        return chart.line("candidate", "#1f5fa8", curve.of(made)).svg();
    }
}
