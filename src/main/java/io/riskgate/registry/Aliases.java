package io.riskgate.registry;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which version is champion and which challenger, with every earlier setting. A change is announced
 * to all replicas by the database.
 */
@Repository
public class Aliases {

    /** The PostgreSQL channel on which changes of aliases and thresholds are announced. */
    static final String CHANNEL = "riskgate_registry";

    private static final String COLUMNS =
            "name, alias, version, revision, reason, changed_by, changed_at";

    private final JdbcClient jdbc;

    public Aliases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an alias now names; empty where it was never set. */
    public Optional<AliasRevision> find(String model, Alias alias) {
        return history(model, alias, 1).stream().findFirst();
    }

    /** The settings of an alias, the newest first. */
    public List<AliasRevision> history(String model, Alias alias, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from model_alias where name = ? and alias = ?"
                                + " order by revision desc limit ?")
                .params(model, alias.name(), limit)
                .query(Aliases::read)
                .list();
    }

    /** What every alias now names. */
    public List<AliasRevision> current() {
        return jdbc.sql(
                        "select distinct on (name, alias) "
                                + COLUMNS
                                + " from model_alias order by name, alias, revision desc")
                .query(Aliases::read)
                .list();
    }

    /**
     * Sets an alias.
     *
     * @param read the revision the caller knows; null sets it whatever it was
     * @throws RefusedException (409) where somebody else was quicker, (404) for an unknown version
     */
    public AliasRevision put(
            Alias alias, ModelReference version, @Nullable Integer read, String reason, String by) {
        int current = find(version.name(), alias).map(AliasRevision::revision).orElse(0);
        if (read != null && read != current) {
            throw stale(read, current);
        }
        try {
            return jdbc.sql(
                            """
                            insert into model_alias (name, alias, version, revision, reason, changed_by)
                            values (?, ?, ?, ?, ?, ?)
                            returning
                            """
                                    + COLUMNS)
                    .params(
                            version.name(),
                            alias.name(),
                            version.version(),
                            current + 1,
                            reason,
                            by)
                    .query(Aliases::read)
                    .single();
        } catch (DuplicateKeyException e) {
            throw stale(current, current + 1);
        }
    }

    static RefusedException stale(int read, int current) {
        return new RefusedException(
                ErrorCode.STATE_CONFLICT,
                "Revision " + read + " was named, but it is at " + current + ": read it again.",
                Map.of("revision", current));
    }

    private static AliasRevision read(ResultSet row, int number) throws SQLException {
        return new AliasRevision(
                row.getString(1),
                Alias.valueOf(row.getString(2)),
                row.getInt(3),
                row.getInt(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
