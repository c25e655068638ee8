package io.riskgate.feature;

/**
 * 64-bit hashes that stand for values in profiles. Every step is a bijection of what came before,
 * so values of equal length differ as good as surely: among ten thousand different values of one
 * window two are confused once in 10<sup>11</sup> windows. Whoever could choose values that collide
 * gains nothing over sending the same value twice.
 */
final class Hashes {

    private static final long SEED = 0x2545F4914F6CDD1DL;
    private static final long OTHER_SEED = 0xD6E8FEB86659FD93L;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final long OTHER_MULTIPLIER = 0xC2B2AE3D27D4EB4FL;
    private static final int AT_ONCE = 4;

    private Hashes() {}

    /** Of a String, Boolean, Long or Double; values of different types are different. */
    static long of(Object value) {
        return switch (value) {
            case String text -> ofText(text);
            case Boolean flag -> mixed(flag ? 1 : 2);
            case Double number -> mixed(Double.doubleToLongBits(number) ^ SEED);
            case Number number -> mixed(number.longValue());
            default -> ofText(value.toString());
        };
    }

    /** Of a text. */
    static long ofText(String text) {
        return ofText(text, SEED, MULTIPLIER);
    }

    /** Of a text, unrelated to {@link #ofText(String)}: both together name it in 128 bits. */
    static long alsoOfText(String text) {
        return ofText(text, OTHER_SEED, OTHER_MULTIPLIER);
    }

    /** Of several parts, part by part. */
    static long continued(long before, long part) {
        return mixed(before * MULTIPLIER + part);
    }

    private static long ofText(String text, long seed, long multiplier) {
        int length = text.length();
        long hash = seed ^ length;
        int at = 0;
        while (at <= length - AT_ONCE) {
            long four =
                    text.charAt(at)
                            | (long) text.charAt(at + 1) << 16
                            | (long) text.charAt(at + 2) << 32
                            | (long) text.charAt(at + 3) << 48;
            hash = (hash ^ four) * multiplier;
            hash ^= hash >>> 32;
            at += AT_ONCE;
        }
        long rest = 0;
        while (at < length) {
            rest = rest << 16 | text.charAt(at++);
        }
        return mixed((hash ^ rest) * multiplier);
    }

    /* The finaliser of SplittableRandom (Stafford's variant 13). */
    private static long mixed(long value) {
        long hash = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return hash ^ hash >>> 31;
    }
}
