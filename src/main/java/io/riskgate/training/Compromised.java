package io.riskgate.training;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which accounts are already known as compromised when a day of the assess window begins (UTC): a
 * fraud of theirs lies in the training window, or happened since it began and was reported before
 * that day.
 *
 * <p>To find them again is no achievement, and in practice their cards are already blocked. Frauds
 * older than the training window do not count: those cards have been replaced. This is how the
 * published walk-forward benchmarks count, whose figures must be comparable.
 */
final class Compromised {

    private final Map<Long, Set<String>> knownOnDay;

    private Compromised(Map<Long, Set<String>> knownOnDay) {
        this.knownOnDay = knownOnDay;
    }

    static Compromised of(Rows rows, Windows windows) {
        Instant since = windows.trained().from();
        List<CollectedRow> reported =
                rows.reported()
                        .mapToObj(rows::row)
                        .filter(row -> !row.occurredAt().isBefore(since))
                        .toList();
        Set<String> trained = trainedOn(reported, windows);
        Map<Long, Set<String>> days = new HashMap<>();
        long dayMillis = Duration.ofDays(1).toMillis();
        Window assessed = windows.assessed();
        long last = Math.floorDiv(assessed.to().toEpochMilli() - 1, dayMillis);
        for (long day = Math.floorDiv(assessed.from().toEpochMilli(), dayMillis);
                day <= last;
                day++) {
            Instant justBefore = Instant.ofEpochMilli(day * dayMillis - 1);
            Set<String> known = new HashSet<>(trained);
            reported.stream()
                    .filter(row -> row.isFraudAt(justBefore))
                    .forEach(row -> known.add(row.accountId()));
            days.put(day, known);
        }
        return new Compromised(days);
    }

    boolean isKnown(String account, long day) {
        return knownOnDay.getOrDefault(day, Set.of()).contains(account);
    }

    private static Set<String> trainedOn(List<CollectedRow> reported, Windows windows) {
        Set<String> accounts = new HashSet<>();
        for (CollectedRow row : reported) {
            if (windows.trained().contains(row.occurredAt().toEpochMilli())
                    && row.isFraudAt(windows.assessed().from())) {
                accounts.add(row.accountId());
            }
        }
        return accounts;
    }
}
