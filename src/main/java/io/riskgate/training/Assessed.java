package io.riskgate.training;

/**
 * Scored transactions whose truth is known; parallel arrays, one entry a transaction.
 *
 * @param scores 0 to 1
 * @param fraud the truth
 * @param accounts the accountId of each
 * @param days the UTC day of each, in days since the epoch
 * @param amounts in the currency of the costs
 */
record Assessed(float[] scores, boolean[] fraud, String[] accounts, long[] days, double[] amounts) {

    int size() {
        return scores.length;
    }

    int frauds() {
        int frauds = 0;
        for (boolean each : fraud) {
            frauds += each ? 1 : 0;
        }
        return frauds;
    }
}
