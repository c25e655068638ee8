package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * Part of a longer list (contract section 7).
 *
 * @param next the {@code after} that continues it, null at its end
 */
public record Page<T>(List<T> items, boolean hasMore, @Nullable String next) {

    /** The most items a page may have. */
    public static final int MAX_LIMIT = 200;

    private static final int DEFAULT_LIMIT = 50;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page of a reading that tried for one item more than it will show.
     *
     * @param cursor what names an item's place
     */
    public static <T> Page<T> of(List<T> read, int limit, Function<T, String> cursor) {
        boolean more = read.size() > limit;
        List<T> items = more ? read.subList(0, limit) : read;
        return new Page<>(items, more, more ? cursor.apply(items.getLast()) : null);
    }

    /** The same page of what each item becomes. */
    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), hasMore, next);
    }

    /** The limit a caller asked for, or the default. */
    public static int limit(@Nullable Integer asked) {
        if (asked != null && (asked < 1 || asked > MAX_LIMIT)) {
            throw RefusedException.invalid(
                    List.of(new FieldFault("limit", "invalid_request", "limit must be 1 to 200")));
        }
        return asked == null ? DEFAULT_LIMIT : asked;
    }
}
