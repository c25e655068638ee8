package io.riskgate.feature;

import java.io.IOException;

/** What a window gathers of amounts in minor units, exactly. */
final class Amounts {

    long count;
    long sum;
    long least;
    long most;

    /* The sum of squares in 128 bits. */
    private long squaresHigh;
    private long squaresLow;

    void clear() {
        count = 0;
        sum = 0;
        least = Long.MAX_VALUE;
        most = Long.MIN_VALUE;
        squaresHigh = 0;
        squaresLow = 0;
    }

    void add(long minor) {
        count++;
        sum += minor;
        least = Math.min(least, minor);
        most = Math.max(most, minor);
        addProduct(minor, minor);
    }

    void add(Amounts others) {
        count += others.count;
        sum += others.sum;
        least = Math.min(least, others.least);
        most = Math.max(most, others.most);
        long low = squaresLow + others.squaresLow;
        boolean carry = Long.compareUnsigned(low, squaresLow) < 0;
        squaresHigh += others.squaresHigh + (carry ? 1 : 0);
        squaresLow = low;
    }

    /**
     * The standard deviation of the population. Deviations are taken from a whole number near the
     * mean, c: their squares sum to sum(x²) - 2c·sum(x) + n·c², which is exact in 128 bits and too
     * small to lose digits in what follows.
     */
    double deviation() {
        long high = squaresHigh;
        long low = squaresLow;
        long centre = Math.floorDiv(sum, count);
        addProduct(-centre, 2 * sum);
        addProduct(centre, centre * count);
        double squares = squaresHigh * 0x1p64 + unsigned(squaresLow);
        squaresHigh = high;
        squaresLow = low;
        double offset = (double) (sum - centre * count) / count;
        return Math.sqrt(Math.max(0, squares / count - offset * offset));
    }

    private void addProduct(long a, long b) {
        long low = squaresLow + a * b;
        boolean carry = Long.compareUnsigned(low, squaresLow) < 0;
        squaresHigh += Math.multiplyHigh(a, b) + (carry ? 1 : 0);
        squaresLow = low;
    }

    private static double unsigned(long value) {
        return value >= 0 ? value : (value >>> 1) * 2.0;
    }

    void writeTo(Frame frame) {
        frame.putLong(count).putLong(sum).putLong(least).putLong(most);
        frame.putLong(squaresHigh).putLong(squaresLow);
    }

    void readFrom(FrameReader in) throws IOException {
        count = in.readLong();
        sum = in.readLong();
        least = in.readLong();
        most = in.readLong();
        squaresHigh = in.readLong();
        squaresLow = in.readLong();
    }
}
