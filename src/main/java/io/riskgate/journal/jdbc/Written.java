package io.riskgate.journal.jdbc;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A row as it was written to the spill.
 *
 * @param values those that are not null, each as its column's array element
 */
record Written(Map<String, Object> values) implements Cells {

    static final String PLAN = "plan_hash";

    @Nullable Object get(String column) {
        return values.get(column);
    }

    @Override
    public @Nullable String text(String column) {
        return (String) values.get(column);
    }

    @Override
    public long whole(String column) {
        return values.get(column) instanceof Number number ? number.longValue() : 0;
    }

    @Override
    public @Nullable Double number(String column) {
        return (Double) values.get(column);
    }

    @Override
    public boolean flag(String column) {
        return Boolean.TRUE.equals(values.get(column));
    }

    @Override
    public byte[] bytes(String column) {
        return (byte[]) Objects.requireNonNull(values.get(column));
    }

    @Override
    public @Nullable UUID uuid(String column) {
        return (UUID) values.get(column);
    }

    @Override
    public @Nullable Instant instant(String column) {
        String time = text(column);
        return time == null ? null : Times.instant(time);
    }

    @Override
    public FeaturePlans.Stored plan(FeaturePlans plans) {
        return plans.plan(Objects.requireNonNull(text(PLAN)));
    }
}
