package io.riskgate.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How scores relate to the frauds observed.
 *
 * @param expected sum of all scores
 * @param observed frauds
 * @param bins the transactions in ten parts of rising score
 */
record Calibration(double expected, int observed, List<Bin> bins) {

    private static final int BINS = 10;

    /** Transactions of similar score: their mean score and the share of frauds among them. */
    record Bin(int rows, double meanScore, double fraudShare) {}

    static Calibration of(Assessed assessed) {
        Integer[] order =
                IntStream.range(0, assessed.size())
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> assessed.scores()[i]))
                        .toArray(Integer[]::new);
        List<Bin> bins = new ArrayList<>();
        double expected = 0;
        for (int bin = 0; bin < BINS; bin++) {
            int from = (int) ((long) order.length * bin / BINS);
            int to = (int) ((long) order.length * (bin + 1) / BINS);
            double sum = 0;
            int frauds = 0;
            for (Integer i : Arrays.asList(order).subList(from, to)) {
                sum += assessed.scores()[i];
                frauds += assessed.fraud()[i] ? 1 : 0;
            }
            expected += sum;
            if (to > from) {
                bins.add(new Bin(to - from, sum / (to - from), frauds / (double) (to - from)));
            }
        }
        return new Calibration(expected, assessed.frauds(), bins);
    }

    /** By which factor expectation and observation differ, either way; 1 is perfect. */
    double factor() {
        double ratio = expected / observed;
        return Math.max(ratio, 1 / ratio);
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("expectedFrauds", expected);
        map.put("observedFrauds", observed);
        map.put(
                "bins",
                bins.stream()
                        .map(
                                bin ->
                                        Map.of(
                                                "rows", bin.rows(),
                                                "meanScore", bin.meanScore(),
                                                "fraudShare", bin.fraudShare()))
                        .toList());
        return map;
    }
}
