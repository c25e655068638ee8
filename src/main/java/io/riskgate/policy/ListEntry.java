package io.riskgate.policy;

import io.riskgate.transaction.Identifier;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Something that is listed.
 *
 * @param revision rises with every change of the entry
 */
public record ListEntry(
        long id,
        ListName list,
        Content content,
        String author,
        Instant createdAt,
        Instant changedAt,
        int revision) {

    /**
     * What an entry says.
     *
     * @param by which identifier
     * @param value of that identifier
     * @param reason why
     * @param expiresAt from then on it no longer counts, null for never
     */
    public record Content(
            Identifier by, String value, String reason, @Nullable Instant expiresAt) {}
}
