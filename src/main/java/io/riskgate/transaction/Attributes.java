package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the sender added to a transaction: at most {@value #MAX_ENTRIES} scalars by name, in the
 * order of their names.
 *
 * @param values each a {@link String}, a {@link Boolean}, a {@link Long} or a {@link Double}
 */
public record Attributes(SortedMap<String, Object> values) {

    /** The most attributes one transaction may carry. */
    public static final int MAX_ENTRIES = 32;

    /* The first double beyond the largest long. */
    private static final double END_OF_LONG = 0x1p63;

    /** None. */
    public static final Attributes NONE = new Attributes(Collections.emptySortedMap());

    /*
     * 1 and 1.0 are the same number to a sender, so a whole double within the range of a long is kept as the long, and
     * a number without end of digits, as a store may write 1e300 back, is kept as the double: content compares equal
     * and features see one value wherever it was read.
     */
    public Attributes {
        SortedMap<String, Object> copy = new TreeMap<>();
        values.forEach((name, value) -> copy.put(name, canonical(name, value)));
        values = Collections.unmodifiableSortedMap(copy);
    }

    /** The attributes of a map that holds scalars only. */
    public static Attributes of(Map<String, ?> values) {
        return values.isEmpty() ? NONE : new Attributes(new TreeMap<>(values));
    }

    /** The value of this name, or null where there is none. */
    public @Nullable Object get(String name) {
        return values.get(name);
    }

    private static Object canonical(String name, Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case Long whole -> whole;
            case Integer whole -> whole.longValue();
            case BigInteger whole -> canonical(name, whole.doubleValue());
            case BigDecimal number -> canonical(name, number.doubleValue());
            case Double number when number == Math.rint(number) && Math.abs(number) < END_OF_LONG ->
                    number.longValue();
            case Double number when !number.isNaN() && !number.isInfinite() -> number;
            default -> throw new IllegalArgumentException("attribute " + name + " is not a scalar");
        };
    }
}
