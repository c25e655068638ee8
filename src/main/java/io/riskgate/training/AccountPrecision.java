package io.riskgate.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an analyst who can look at a fixed number of accounts a day would catch.
 *
 * <p>Each day the accounts are ranked by their highest score; the compromised ones among the first
 * k are counted and divided by k; an account caught leaves the later days. The mean over the days
 * (Dal Pozzolo et al., "card precision top-k").
 */
final class AccountPrecision {

    /* Among equal scores the account's name decides, so that the figure does not depend on chance. */
    private static final Comparator<Suspect> RANKING =
            Comparator.comparingDouble((Suspect suspect) -> -suspect.score)
                    .thenComparing(suspect -> suspect.account);

    private AccountPrecision() {}

    static double at(int k, Assessed assessed) {
        Set<String> caught = new HashSet<>();
        double sum = 0;
        Map<Long, Map<String, Suspect>> days = byDay(assessed);
        for (Map<String, Suspect> day : days.values()) {
            day.keySet().removeAll(caught);
            List<Suspect> ranked = new ArrayList<>(day.values());
            ranked.sort(RANKING);
            int compromised = 0;
            for (Suspect suspect : ranked.subList(0, Math.min(k, ranked.size()))) {
                if (suspect.compromised) {
                    compromised++;
                    caught.add(suspect.account);
                }
            }
            sum += compromised / (double) k;
        }
        return days.isEmpty() ? Double.NaN : sum / days.size();
    }

    private static Map<Long, Map<String, Suspect>> byDay(Assessed assessed) {
        Map<Long, Map<String, Suspect>> days = new TreeMap<>();
        for (int i = 0; i < assessed.size(); i++) {
            days.computeIfAbsent(assessed.days()[i], day -> new TreeMap<>())
                    .computeIfAbsent(assessed.accounts()[i], Suspect::new)
                    .add(assessed.scores()[i], assessed.fraud()[i]);
        }
        return days;
    }

    /** One account on one day. */
    private static final class Suspect {

        private final String account;
        private float score = Float.NEGATIVE_INFINITY;
        private boolean compromised;

        Suspect(String account) {
            this.account = account;
        }

        void add(float other, boolean fraud) {
            score = Math.max(score, other);
            compromised |= fraud;
        }
    }
}
