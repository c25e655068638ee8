package io.riskgate.journal.jdbc;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;

/** A row that PostgreSQL answers with. */
record ResultCells(ResultSet row) implements Cells {

    @Override
    public @Nullable String text(String column) {
        return read(() -> row.getString(column));
    }

    @Override
    public long whole(String column) {
        return read(() -> row.getLong(column));
    }

    @Override
    public @Nullable Double number(String column) {
        double value = read(() -> row.getDouble(column));
        return read(row::wasNull) ? null : value;
    }

    @Override
    public boolean flag(String column) {
        return read(() -> row.getBoolean(column));
    }

    @Override
    public byte[] bytes(String column) {
        return Objects.requireNonNull(read(() -> row.getBytes(column)));
    }

    @Override
    public @Nullable UUID uuid(String column) {
        return read(() -> row.getObject(column, UUID.class));
    }

    @Override
    public @Nullable Instant instant(String column) {
        OffsetDateTime time = read(() -> row.getObject(column, OffsetDateTime.class));
        return time == null ? null : time.toInstant();
    }

    @Override
    public FeaturePlans.Stored plan(FeaturePlans plans) {
        return plans.plan((int) whole("plan_id"));
    }

    private static <T> T read(Reading<T> reading) {
        try {
            return reading.read();
        } catch (SQLException failure) {
            throw new SQLExceptionSubclassTranslator().translate("reading a row", null, failure);
        }
    }

    /** Reads one value. */
    private interface Reading<T> {
        T read() throws SQLException;
    }
}
