package io.riskgate.policy.web;

import io.riskgate.policy.ListEntry;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A list entry as it leaves the service. */
record EntryDocument(
        long id,
        String list,
        String by,
        String value,
        String reason,
        @Nullable Instant expiresAt,
        String author,
        Instant createdAt,
        Instant changedAt,
        int revision) {

    static EntryDocument of(ListEntry entry) {
        return new EntryDocument(
                entry.id(),
                entry.list().path(),
                entry.content().by().field(),
                entry.content().value(),
                entry.content().reason(),
                entry.content().expiresAt(),
                entry.author(),
                entry.createdAt(),
                entry.changedAt(),
                entry.revision());
    }
}
