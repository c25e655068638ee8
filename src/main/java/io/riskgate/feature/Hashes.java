package io.riskgate.feature;

/**
 * 64-bit hashes that stand for values in profiles. Every step is a bijection of what came before,
 * so values of equal length differ as good as surely: among ten thousand different values of one
 * window two are confused once in 10<sup>11</sup> windows. Whoever could choose values that collide
 * gains nothing over sending the same value twice.
 */
final class Hashes {

    private static final long SEED = 0x2545F4914F6CDD1DL;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Hashes() {}

    /** Of a String, Boolean, Long or Double; values of different types are different. */
    static long of(Object value) {
        return switch (value) {
            case String text -> ofText(text, SEED);
            case Boolean flag -> mixed(flag ? 1 : 2);
            case Double number -> mixed(Double.doubleToLongBits(number) ^ SEED);
            case Number number -> mixed(number.longValue());
            default -> ofText(value.toString(), SEED);
        };
    }

    /** Of a text, continuing from what came before it. */
    static long ofText(String text, long before) {
        long hash = before ^ text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * MULTIPLIER;
            hash ^= hash >>> 32;
        }
        return mixed(hash);
    }

    /* The finaliser of SplittableRandom (Stafford's variant 13). */
    private static long mixed(long value) {
        long hash = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return hash ^ hash >>> 31;
    }
}
