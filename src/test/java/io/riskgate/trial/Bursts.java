package io.riskgate.trial;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The frauds of an account that follow each other within three days, as one burst: what it costs is
 * settled by how early it is stopped.
 */
final class Bursts {

    private static final Duration GAP = Duration.ofDays(3);

    private final Map<String, Burst> open = new HashMap<>();
    private final List<Burst> all = new ArrayList<>();

    private Bursts() {}

    /** The bursts among these transactions, in order of time. */
    static Bursts among(
            List<HistoryFolder.Line> lines, Set<String> frauds, Map<String, JsonNode> decisions) {
        Bursts bursts = new Bursts();
        for (HistoryFolder.Line line : lines) {
            if (!line.isOutcome() && frauds.contains(line.transactionId())) {
                bursts.add(line, decisions.get(line.transactionId()).path("outcome").asString());
            }
        }
        return bursts;
    }

    private void add(HistoryFolder.Line line, String outcome) {
        Burst burst = open.get(line.accountId());
        if (burst == null || burst.last.plus(GAP).isBefore(line.time())) {
            burst = new Burst();
            all.add(burst);
            open.put(line.accountId(), burst);
        }
        burst.add(line.time(), outcome);
    }

    int count() {
        return all.size();
    }

    double meanSize() {
        return all.stream().mapToInt(burst -> burst.size).average().orElse(Double.NaN);
    }

    /** How many bursts were first stopped at their first, second, ... transaction; 0 is never. */
    Map<Integer, Integer> byFirstStopped() {
        Map<Integer, Integer> counts = new TreeMap<>();
        all.forEach(burst -> counts.merge(burst.stopped, 1, Integer::sum));
        return counts;
    }

    private static final class Burst {

        private Instant last = Instant.MIN;
        private int size;
        private int stopped;

        void add(Instant time, String outcome) {
            last = time;
            size++;
            if (stopped == 0 && (outcome.equals("REVIEW") || outcome.equals("DECLINE"))) {
                stopped = size;
            }
        }
    }
}
