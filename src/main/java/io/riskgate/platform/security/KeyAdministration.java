package io.riskgate.platform.security;

import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes, changes and ends the keys in the database; every change is in the audit. */
@Component
@ConditionalOnWebApplication
class KeyAdministration {

    private static final int SECRET_BYTES = 32;
    private static final String COLUMNS =
            "select id, name, role, rate_limit, revision, created_at, created_by, last_used_at,"
                    + " revoked_at from api_key";

    private final JdbcClient jdbc;
    private final KeyRing ring;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    KeyAdministration(
            JdbcClient jdbc,
            KeyRing ring,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.ring = ring;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(manager);
    }

    /** A key and its secret, which is shown this once. */
    record Issued(KeyDocument key, String secret) {

        @Override
        public String toString() {
            return "Issued[" + key + "]";
        }
    }

    Issued create(String name, Role role, @Nullable Integer rateLimit, String author) {
        if (ring.isFixed(name)) {
            throw nameTaken();
        }
        String secret = secret();
        UUID id = UUID.randomUUID();
        try {
            return write(
                    () -> {
                        insert(id, name, role, rateLimit, author, secret);
                        KeyDocument after = get(id);
                        audit.record("key.created", path(id), null, after);
                        return new Issued(after, secret);
                    });
        } catch (DuplicateKeyException e) {
            throw nameTaken();
        }
    }

    /** Gives a key a new secret; the old one is worthless at once. */
    Issued rotate(UUID id, @Nullable Long revision) {
        String secret = secret();
        return write(
                () -> {
                    KeyDocument after =
                            change(
                                    id,
                                    revision,
                                    "key.rotated",
                                    before ->
                                            jdbc.sql("update api_key set sha256 = ? where id = ?")
                                                    .params(Digest.ofSecret(secret).bytes(), id)
                                                    .update());
                    return new Issued(after, secret);
                });
    }

    /** Ends a key. */
    KeyDocument revoke(UUID id, @Nullable Long revision) {
        return write(
                () ->
                        change(
                                id,
                                revision,
                                "key.revoked",
                                before ->
                                        jdbc.sql("update api_key set revoked_at = ? where id = ?")
                                                .params(Timestamp.from(now()), id)
                                                .update()));
    }

    KeyDocument get(UUID id) {
        return find(id, "");
    }

    /** The keys by time of creation, revoked ones too. */
    Page<KeyDocument> page(@Nullable UUID after, int limit) {
        return Page.of(
                jdbc.sql(
                                COLUMNS
                                        + " where :after::uuid is null or (created_at, id) >"
                                        + " (select created_at, id from api_key where id = :after)"
                                        + " order by created_at, id limit :limit")
                        .param("after", after)
                        .param("limit", limit + 1)
                        .query(KeyAdministration::document)
                        .list(),
                limit,
                key -> key.id().toString());
    }

    private KeyDocument change(
            UUID id,
            @Nullable Long revision,
            String action,
            Function<KeyDocument, Integer> update) {
        KeyDocument before = find(id, " for update");
        if (before.revokedAt() != null) {
            throw new RefusedException(ErrorCode.STATE_CONFLICT, "This key is revoked.");
        }
        if (revision != null && revision != before.revision()) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "The key is at revision " + before.revision() + ": read it again.");
        }
        update.apply(before);
        jdbc.sql("update api_key set revision = revision + 1 where id = ?").param(id).update();
        KeyDocument after = get(id);
        audit.record(action, path(id), before, after);
        return after;
    }

    private <T> T write(Supplier<T> work) {
        T result = Objects.requireNonNull(transaction.execute(status -> work.get()));
        ring.refresh();
        return result;
    }

    private void insert(
            UUID id,
            String name,
            Role role,
            @Nullable Integer rateLimit,
            String author,
            String secret) {
        jdbc.sql(
                        "insert into api_key (id, name, role, sha256, rate_limit, revision,"
                                + " created_at, created_by) values (?, ?, ?, ?, ?, 1, ?, ?)")
                .params(id, name, role.label(), Digest.ofSecret(secret).bytes())
                .param(rateLimit)
                .params(Timestamp.from(now()), author)
                .update();
    }

    private KeyDocument find(UUID id, String lock) {
        return jdbc.sql(COLUMNS + " where id = ?" + lock)
                .param(id)
                .query(KeyAdministration::document)
                .optional()
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NOT_FOUND, "There is no key with this id."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return "rk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String path(UUID id) {
        return "/keys/" + id;
    }

    private static RefusedException nameTaken() {
        return new RefusedException(
                ErrorCode.STATE_CONFLICT, "Another key has this name: choose another.");
    }

    private static KeyDocument document(ResultSet row, int number) throws SQLException {
        return new KeyDocument(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("role"),
                row.getObject("rate_limit", Integer.class),
                row.getLong("revision"),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                instant(row.getTimestamp("last_used_at")),
                instant(row.getTimestamp("revoked_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
