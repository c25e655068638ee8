package io.riskgate.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final List<List<Suspect>> days;
    private final int accounts;

    private AccountPrecision(List<List<Suspect>> days, int accounts) {
        this.days = days;
        this.accounts = accounts;
    }

    static double at(int k, Assessed assessed) {
        AccountNumbers numbers = AccountNumbers.of(assessed.accounts());
        int[] once = new int[numbers.count()];
        java.util.Arrays.fill(once, 1);
        return of(assessed, numbers).at(k, once);
    }

    static AccountPrecision of(Assessed assessed, AccountNumbers numbers) {
        Map<Long, Map<Integer, Suspect>> byDay = new TreeMap<>();
        for (int i = 0; i < assessed.size(); i++) {
            String account = assessed.accounts()[i];
            byDay.computeIfAbsent(assessed.days()[i], _ -> new HashMap<>())
                    .computeIfAbsent(numbers.numbers()[i], number -> new Suspect(number, account))
                    .add(assessed.scores()[i], assessed.fraud()[i]);
        }
        List<List<Suspect>> days = new ArrayList<>();
        for (Map<Integer, Suspect> day : byDay.values()) {
            days.add(day.values().stream().sorted(RANKING).toList());
        }
        return new AccountPrecision(days, numbers.count());
    }

    /**
     * The figure where each account is there as often as is said.
     *
     * @param copies one an account, by its number
     */
    double at(int k, int[] copies) {
        boolean[] caught = new boolean[accounts];
        double sum = 0;
        for (List<Suspect> day : days) {
            int places = k;
            int compromised = 0;
            for (Suspect suspect : day) {
                if (places == 0) {
                    break;
                }
                if (!caught[suspect.number]) {
                    int taken = Math.min(places, copies[suspect.number]);
                    places -= taken;
                    if (suspect.compromised && taken > 0) {
                        compromised += taken;
                        caught[suspect.number] = true;
                    }
                }
            }
            sum += compromised / (double) k;
        }
        return days.isEmpty() ? Double.NaN : sum / days.size();
    }

    /** One account on one day. */
    private static final class Suspect {

        private final int number;
        private final String account;
        private float score = Float.NEGATIVE_INFINITY;
        private boolean compromised;

        Suspect(int number, String account) {
            this.number = number;
            this.account = account;
        }

        void add(float other, boolean fraud) {
            score = Math.max(score, other);
            compromised |= fraud;
        }
    }
}
