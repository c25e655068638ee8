package io.riskgate.policy;

import io.riskgate.policy.PolicyRevisions.Subject;
import io.riskgate.transaction.AuditTrail;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Lists in PostgreSQL. */
@Component
class StoredLists implements Lists {

    private final ListEntryRows rows;
    private final ListLoad load;
    private final PolicyRevisions revisions;
    private final PolicyWrites writes;
    private final AuditTrail audit;
    private final Clock clock;

    StoredLists(
            ListEntryRows rows,
            ListLoad load,
            PolicyRevisions revisions,
            PolicyWrites writes,
            AuditTrail audit,
            Clock clock) {
        this.rows = rows;
        this.load = load;
        this.revisions = revisions;
        this.writes = writes;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Overview> overview() {
        return Arrays.stream(ListName.values())
                .map(list -> new Overview(list, rows.countByListAndRemovedFalse(list)))
                .toList();
    }

    @Override
    public Page<ListEntry> page(ListName list, Filter filter, @Nullable Long after, int limit) {
        List<ListEntry> read =
                rows
                        .findAfter(
                                list,
                                filter.by() == null
                                        ? EnumSet.allOf(Identifier.class)
                                        : EnumSet.of(filter.by()),
                                filter.value(),
                                Objects.requireNonNullElse(after, 0L),
                                Limit.of(limit + 1))
                        .stream()
                        .map(ListEntryRow::entry)
                        .toList();
        return Page.of(read, limit, entry -> String.valueOf(entry.id()));
    }

    @Override
    public ListEntry get(ListName list, long id) {
        return existing(list, id, null).entry();
    }

    @Override
    public ListEntry add(ListName list, ListEntry.Content content, String author) {
        return writes.write(
                () -> {
                    long revision = revisions.raise(Subject.LISTS);
                    Optional<ListEntryRow> known = known(list, content);
                    if (known.isPresent() && known.get().countsAt(clock.instant())) {
                        throw new RefusedException(
                                ErrorCode.STATE_CONFLICT,
                                "It is on the list already, as entry "
                                        + known.get().entry().id()
                                        + ".");
                    }
                    return add(list, content, known, author, revision);
                });
    }

    @Override
    public void ensure(ListName list, List<ListEntry.Content> contents, String author) {
        writes.write(
                () -> {
                    long revision = revisions.raise(Subject.LISTS);
                    for (ListEntry.Content content : contents) {
                        Optional<ListEntryRow> known = known(list, content);
                        if (known.filter(row -> row.countsAt(clock.instant())).isEmpty()) {
                            add(list, content, known, author, revision);
                        }
                    }
                    return contents;
                });
    }

    private Optional<ListEntryRow> known(ListName list, ListEntry.Content content) {
        return rows.findByListAndIdentifierAndValue(list, content.by(), content.value());
    }

    private ListEntry add(
            ListName list,
            ListEntry.Content content,
            Optional<ListEntryRow> known,
            String author,
            long revision) {
        Instant now = clock.instant();
        ListEntryRow row = known.orElseGet(() -> new ListEntryRow(list, content, author, now));
        row.restate(content, author, now, revision);
        ListEntry after = rows.saveAndFlush(row).entry();
        audit.record("list.entry-added", path(after), null, after);
        return after;
    }

    @Override
    public ListEntry change(
            ListName list, long id, ListEntry.Content content, long revision, String author) {
        return writes.write(
                () -> {
                    long policyRevision = revisions.raise(Subject.LISTS);
                    ListEntryRow row = existing(list, id, revision);
                    ListEntry before = row.entry();
                    if (before.content().by() != content.by()
                            || !before.content().value().equals(content.value())) {
                        throw new RefusedException(
                                ErrorCode.STATE_CONFLICT,
                                "What an entry lists cannot change; remove it and add another.");
                    }
                    row.restate(content, author, clock.instant(), policyRevision);
                    ListEntry after = rows.saveAndFlush(row).entry();
                    audit.record("list.entry-changed", path(after), before, after);
                    return after;
                });
    }

    @Override
    public void remove(ListName list, long id, @Nullable Long revision, String author) {
        writes.write(
                () -> {
                    long policyRevision = revisions.raise(Subject.LISTS);
                    ListEntryRow row = existing(list, id, revision);
                    ListEntry before = row.entry();
                    row.remove(author, clock.instant(), policyRevision);
                    rows.saveAndFlush(row);
                    audit.record("list.entry-removed", path(before), before, null);
                    return before;
                });
    }

    @Override
    public long load(ListName list, Iterator<ListEntry.Content> contents, String author) {
        return writes.write(
                () -> {
                    long revision = revisions.raise(Subject.LISTS);
                    long count = load.load(list, contents, author, revision);
                    audit.record(
                            "list.loaded",
                            "/lists/" + list.path(),
                            null,
                            Map.of("entries", count, "revision", revision));
                    return count;
                });
    }

    private ListEntryRow existing(ListName list, long id, @Nullable Long revision) {
        ListEntryRow row =
                rows.findByListAndEntryId(list, id)
                        .filter(ListEntryRow::isListed)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                ErrorCode.NOT_FOUND,
                                                "There is no such entry on the list."));
        if (revision != null && revision != row.entry().revision()) {
            throw new RefusedException(
                    ErrorCode.STATE_CONFLICT,
                    "The entry is at revision %d, not %d; read it again."
                            .formatted(row.entry().revision(), revision));
        }
        return row;
    }

    private static String path(ListEntry entry) {
        return "/lists/%s/entries/%d".formatted(entry.list().path(), entry.id());
    }
}
