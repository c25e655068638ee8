package io.riskgate.platform.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The keys in the database, as far as calls need them. */
@Component
@ConditionalOnWebApplication
@DependsOnDatabaseInitialization
class StoredKeys {

    private final JdbcClient jdbc;

    StoredKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those in force. */
    List<ApiKey> inForce() {
        return jdbc.sql(
                        "select id, name, role, sha256, rate_limit from api_key"
                                + " where revoked_at is null")
                .query(StoredKeys::key)
                .list();
    }

    /** Whether any was ever created. */
    boolean everCreated() {
        return jdbc.sql("select exists (select from api_key)").query(Boolean.class).single();
    }

    /** Notes when keys were last used. */
    void used(Map<UUID, Instant> times) {
        times.forEach(
                (id, time) ->
                        jdbc.sql(
                                        "update api_key set last_used_at = greatest(last_used_at,"
                                                + " ?) where id = ?")
                                .params(Timestamp.from(time), id)
                                .update());
    }

    private static ApiKey key(ResultSet row, int number) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Role.of(row.getString("role")).orElseThrow(),
                Digest.of(row.getBytes("sha256")),
                row.getObject("rate_limit", Integer.class));
    }
}
