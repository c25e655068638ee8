package io.riskgate.policy;

import io.riskgate.transaction.Identifier;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.PartitionKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A list entry as it is stored. */
@Entity
@Table(name = "list_entry")
class ListEntryRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long entryId;

    private long policyRevision;
    private Instant createdAt = Instant.EPOCH;
    private Instant changedAt = Instant.EPOCH;
    private @Nullable Instant expiresAt;
    private int version;
    private boolean removed;

    /* Every index of entries begins with their list. */
    @PartitionKey
    @Enumerated(EnumType.STRING)
    private ListName list = ListName.WATCH;

    @Enumerated(EnumType.STRING)
    private Identifier identifier = Identifier.ACCOUNT_ID;

    private String value = "";
    private String reason = "";
    private String author = "";

    protected ListEntryRow() {}

    ListEntryRow(ListName list, ListEntry.Content content, String author, Instant now) {
        this.list = list;
        this.identifier = content.by();
        this.value = content.value();
        this.author = author;
        this.createdAt = now;
    }

    ListEntry entry() {
        return new ListEntry(
                entryId == null ? 0 : entryId,
                list,
                new ListEntry.Content(identifier, value, reason, expiresAt),
                author,
                createdAt,
                changedAt,
                version);
    }

    boolean isListed() {
        return !removed;
    }

    boolean countsAt(Instant moment) {
        return !removed && (expiresAt == null || moment.isBefore(expiresAt));
    }

    void restate(ListEntry.Content content, String author, Instant now, long policyRevision) {
        reason = content.reason();
        expiresAt = content.expiresAt();
        removed = false;
        changed(author, now, policyRevision);
    }

    void remove(String author, Instant now, long policyRevision) {
        removed = true;
        changed(author, now, policyRevision);
    }

    private void changed(String author, Instant now, long policyRevision) {
        this.author = author;
        this.changedAt = now;
        this.policyRevision = policyRevision;
        this.version++;
    }
}
