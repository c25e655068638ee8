package io.riskgate.training;

import java.util.HashMap;
import java.util.Map;

/**
 * Accounts as small numbers, in order of their first transaction.
 *
 * @param numbers one a transaction
 * @param count how many accounts there are
 */
record AccountNumbers(int[] numbers, int count) {

    static AccountNumbers of(String[] accounts) {
        Map<String, Integer> known = new HashMap<>();
        int[] numbers = new int[accounts.length];
        for (int i = 0; i < accounts.length; i++) {
            numbers[i] = known.computeIfAbsent(accounts[i], _ -> known.size());
        }
        return new AccountNumbers(numbers, known.size());
    }
}
