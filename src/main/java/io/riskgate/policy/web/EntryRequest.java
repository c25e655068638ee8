package io.riskgate.policy.web;

import io.riskgate.policy.ListEntry;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A list entry as it comes in.
 *
 * @param by {@code accountId}, {@code cardId}, …
 * @param revision the one that was read; not needed for a new entry
 */
record EntryRequest(
        @Nullable String by,
        @Nullable String value,
        @Nullable String reason,
        @Nullable String expiresAt,
        @Nullable Long revision) {

    private static final int MAX_VALUE = 64;
    private static final int MAX_REASON = 500;

    /**
     * The content, checked.
     *
     * @param at where in a larger document it stands, such as {@code [3].}
     */
    ListEntry.Content content(String at) {
        RequestFaults faults = new RequestFaults();
        ListEntry.Content content =
                new ListEntry.Content(
                        identifier(by, faults, at + "by"),
                        faults.text(at + "value", value, MAX_VALUE),
                        faults.text(at + "reason", reason, MAX_REASON),
                        faults.time(at + "expiresAt", expiresAt));
        faults.refuse();
        return content;
    }

    /** The content of an entry whose identifier stays what it was. */
    ListEntry.Content changed(ListEntry.Content before) {
        RequestFaults faults = new RequestFaults();
        faults.revision(revision);
        Identifier kind = by == null ? before.by() : identifier(by, faults, "by");
        String text = faults.text("reason", reason, MAX_REASON);
        Instant expiry = faults.time("expiresAt", expiresAt);
        faults.refuse();
        return new ListEntry.Content(
                kind, Objects.requireNonNullElse(value, before.value()), text, expiry);
    }

    long read() {
        return Objects.requireNonNullElse(revision, -1L);
    }

    static Identifier identifier(@Nullable String by, RequestFaults faults, String field) {
        Optional<Identifier> known = Optional.ofNullable(by).flatMap(Identifier::ofField);
        if (known.isEmpty()) {
            faults.add(
                    field,
                    field
                            + " must be one of "
                            + Arrays.stream(Identifier.values()).map(Identifier::field).toList());
        }
        return known.orElse(Identifier.ACCOUNT_ID);
    }
}
