package io.riskgate.policy;

import io.riskgate.transaction.Identifier;

import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The stored list entries. */
interface ListEntryRows extends Repository<ListEntryRow, Long> {

    ListEntryRow saveAndFlush(ListEntryRow row);

    Optional<ListEntryRow> findByListAndEntryId(ListName list, long id);

    Optional<ListEntryRow> findByListAndIdentifierAndValue(
            ListName list, Identifier identifier, String value);

    long countByListAndRemovedFalse(ListName list);

    @Query(
            "select e from ListEntryRow e where e.list = :list and not e.removed"
                    + " and e.identifier in :identifiers"
                    + " and (:value is null or e.value = :value)"
                    + " and e.entryId > :after order by e.entryId")
    List<ListEntryRow> findAfter(
            ListName list,
            Collection<Identifier> identifiers,
            @Nullable String value,
            long after,
            Limit limit);
}
