package io.riskgate.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What is drawn of a model's scores; every axis runs from 0 to 1. */
enum Curve {
    ROC("ROC", "false positive rate", "recall", Curve::roc),
    PRECISION_RECALL("Precision and recall", "recall", "precision", Curve::precisionRecall),
    CALIBRATION("Calibration", "mean score of a tenth", "share of frauds", Curve::calibration),
    SCORES("Distribution of scores", "score", "share at or below", Curve::distribution);

    private static final int POINTS = 400;

    private final String title;
    private final String across;
    private final String up;
    private final Function<Assessed, List<Point>> points;

    Curve(String title, String across, String up, Function<Assessed, List<Point>> points) {
        this.title = title;
        this.across = across;
        this.up = up;
        this.points = points;
    }

    /** One point, both coordinates 0 to 1. */
    record Point(double x, double y) {}

    String title() {
        return title;
    }

    String across() {
        return across;
    }

    String up() {
        return up;
    }

    List<Point> of(Assessed assessed) {
        return points.apply(assessed);
    }

    private static List<Point> roc(Assessed assessed) {
        Steps steps = new Steps(assessed);
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        steps.walk(
                (frauds, honest) ->
                        points.add(new Point(honest / steps.honest, frauds / steps.frauds)));
        return thinned(points);
    }

    private static List<Point> precisionRecall(Assessed assessed) {
        Steps steps = new Steps(assessed);
        List<Point> points = new ArrayList<>();
        steps.walk(
                (frauds, honest) ->
                        points.add(new Point(frauds / steps.frauds, frauds / (frauds + honest))));
        return thinned(points);
    }

    private static List<Point> calibration(Assessed assessed) {
        return Calibration.of(assessed).bins().stream()
                .map(bin -> new Point(bin.meanScore(), bin.fraudShare()))
                .toList();
    }

    private static List<Point> distribution(Assessed assessed) {
        float[] sorted = assessed.scores().clone();
        java.util.Arrays.sort(sorted);
        List<Point> points = new ArrayList<>(List.of(new Point(0, 0)));
        for (int i = 0; i < sorted.length; i++) {
            points.add(new Point(sorted[i], (i + 1) / (double) sorted.length));
        }
        return thinned(points);
    }

    /* A line of a few hundred points looks like one of a million, and opens. */
    private static List<Point> thinned(List<Point> points) {
        if (points.size() <= POINTS) {
            return points;
        }
        List<Point> few = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            few.add(points.get((int) ((points.size() - 1L) * i / (POINTS - 1))));
        }
        return few;
    }

    /** What lies above each threshold, from the highest on. */
    private static final class Steps {

        private final Assessed assessed;
        private final double frauds;
        private final double honest;
        private double above;
        private double honestAbove;

        Steps(Assessed assessed) {
            this.assessed = assessed;
            double positive = 0;
            double all = 0;
            for (int i = 0; i < assessed.size(); i++) {
                all += assessed.weights()[i];
                positive += assessed.fraud()[i] ? assessed.weights()[i] : 0;
            }
            frauds = positive;
            honest = all - positive;
        }

        void walk(Threshold each) {
            Ranking.of(assessed.scores(), assessed.fraud())
                    .walk(
                            assessed.weights(),
                            (_, more, honestMore) -> {
                                above += more;
                                honestAbove += honestMore;
                                each.at(above, honestAbove);
                            });
        }
    }

    /** Takes the weight of frauds and of others at or above a threshold. */
    private interface Threshold {
        void at(double frauds, double honest);
    }
}
