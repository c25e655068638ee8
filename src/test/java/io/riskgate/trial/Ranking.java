package io.riskgate.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How well scores rank frauds before the others; computed on its own, so that a fault in the
 * product's metrics would show.
 */
final class Ranking {

    private final List<Point> points = new ArrayList<>();

    void add(double score, boolean fraud) {
        points.add(new Point(score, fraud));
    }

    long positives() {
        return points.stream().filter(Point::fraud).count();
    }

    /** The share of (fraud, other) pairs in which the fraud scores higher; a tie counts half. */
    double rocAuc() {
        List<Point> sorted =
                points.stream().sorted(Comparator.comparingDouble(Point::score)).toList();
        double below = 0;
        double sum = 0;
        for (int from = 0; from < sorted.size(); ) {
            int to = from;
            int frauds = 0;
            while (to < sorted.size() && sorted.get(to).score == sorted.get(from).score) {
                frauds += sorted.get(to++).fraud ? 1 : 0;
            }
            int others = to - from - frauds;
            sum += frauds * (below + others / 2.0);
            below += others;
            from = to;
        }
        return sum / (below * positives());
    }

    /** The step sum of precision over recall. */
    double averagePrecision() {
        List<Point> sorted =
                points.stream()
                        .sorted(Comparator.comparingDouble(Point::score).reversed())
                        .toList();
        double sum = 0;
        int caught = 0;
        for (int from = 0; from < sorted.size(); ) {
            int to = from;
            int before = caught;
            while (to < sorted.size() && sorted.get(to).score == sorted.get(from).score) {
                caught += sorted.get(to++).fraud ? 1 : 0;
            }
            sum += (caught - before) * ((double) caught / to);
            from = to;
        }
        return sum / positives();
    }

    private record Point(double score, boolean fraud) {}
}
