package io.riskgate.policy;

import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Page;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.List;

/**
 * The lists as people keep them. Every refusal is a {@link
 * io.riskgate.transaction.RefusedException}: {@code not_found}, or {@code state_conflict} for a
 * stale revision or an entry that exists.
 */
public interface Lists {

    /** Every list, with how many entries it has. */
    List<Overview> overview();

    /** A list's entries in the order they were made, expired ones included. */
    Page<ListEntry> page(ListName list, Filter filter, @Nullable Long after, int limit);

    ListEntry get(ListName list, long id);

    /**
     * A new entry, live here when this returns, elsewhere within the polling interval. Takes the
     * place of one that has expired.
     */
    ListEntry add(ListName list, ListEntry.Content content, String author);

    /**
     * Adds those that are not on the list already; within the caller's transaction if there is one.
     */
    void ensure(ListName list, List<ListEntry.Content> contents, String author);

    /** Another reason or expiry; what is listed stays. */
    ListEntry change(
            ListName list, long id, ListEntry.Content content, long revision, String author);

    /**
     * Takes an entry off its list.
     *
     * @param revision null where the caller does not care
     */
    void remove(ListName list, long id, @Nullable Long revision, String author);

    /**
     * Adds or replaces any number of entries, all or none, in constant memory.
     *
     * @return how many were read
     */
    long load(ListName list, Iterator<ListEntry.Content> contents, String author);

    /** How many entries a list has, expired ones included. */
    record Overview(ListName list, long entries) {}

    /** Which entries are wanted; null is any. */
    record Filter(@Nullable Identifier by, @Nullable String value) {}
}
