package io.riskgate.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.outcome.Verdict;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

class SimulationTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void theSameSeedTellsTheSameStory() {
        assertThat(story(7, Duration.ofDays(20))).isEqualTo(story(7, Duration.ofDays(20)));
        assertThat(story(7, Duration.ofDays(3))).isNotEqualTo(story(8, Duration.ofDays(3)));
    }

    @Test
    void thingsHappenInOrderOfTime() {
        List<Happening> story = story(1, Duration.ofDays(10));
        for (int i = 1; i < story.size(); i++) {
            assertThat(story.get(i).at()).isAfterOrEqualTo(story.get(i - 1).at());
        }
    }

    @Test
    void aboutOnePercentIsFraudOfEveryScheme() {
        Map<Scheme, Integer> frauds = new EnumMap<>(Scheme.class);
        Set<Object> channels = new HashSet<>();
        int payments = 0;
        for (Happening happening : story(3, Duration.ofDays(90))) {
            if (happening instanceof Happening.Paid paid) {
                payments++;
                channels.add(paid.transaction().channel());
                if (paid.scheme() != null) {
                    frauds.merge(paid.scheme(), 1, Integer::sum);
                }
            }
        }
        int all = frauds.values().stream().mapToInt(Integer::intValue).sum();
        assertThat(all / (double) payments)
                .as("%s of %s", frauds, payments)
                .isBetween(0.006, 0.014);
        assertThat(frauds).containsOnlyKeys(Scheme.values());
        assertThat(frauds.values()).allMatch(count -> count > all * 0.05);
        assertThat(channels).hasSize(4);
    }

    @Test
    void theTruthIsReportedLate() {
        Map<String, Happening.Paid> paid = new HashMap<>();
        int frauds = 0;
        int reportedFrauds = 0;
        int reversals = 0;
        int cleared = 0;
        for (Happening happening : story(5, Duration.ofDays(120))) {
            switch (happening) {
                case Happening.Paid payment -> {
                    paid.put(payment.transaction().transactionId(), payment);
                    frauds += payment.scheme() == null ? 0 : 1;
                }
                case Happening.Reported report -> {
                    Happening.Paid about =
                            Objects.requireNonNull(paid.get(report.outcome().transactionId()));
                    assertThat(report.at()).isAfter(about.at().plus(Duration.ofHours(1)));
                    reportedFrauds += about.scheme() == null ? 0 : 1;
                    reversals += report.outcome().reverses() == null ? 0 : 1;
                    cleared += report.outcome().verdict() == Verdict.LEGITIMATE ? 1 : 0;
                }
            }
        }
        assertThat(reportedFrauds / (double) frauds).isBetween(0.7, 0.99);
        assertThat(reversals).isPositive();
        assertThat(cleared).isPositive();
    }

    private static List<Happening> story(long seed, Duration length) {
        Simulation simulation = new Simulation(SimulationSettings.of(seed, START, 400));
        List<Happening> story = new ArrayList<>();
        Instant end = START.plus(length);
        for (Happening next = simulation.next();
                next.at().isBefore(end);
                next = simulation.next()) {
            story.add(next);
        }
        return story;
    }
}
