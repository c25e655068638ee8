package io.riskgate.policy;

import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The list entries in memory, found by identifier. */
@Component
class LiveLists {

    private static final Identifier[] KINDS = Identifier.values();
    private static final int LISTS = ListName.values().length;

    private final ListRows rows;
    private final Clock clock;
    private final List<Map<String, Listed>> entries = new ArrayList<>();

    private volatile long revision;

    LiveLists(ListRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
        for (int i = 0; i < LISTS * KINDS.length; i++) {
            entries.add(new ConcurrentHashMap<>());
        }
    }

    /** The entries that apply to a transaction now, in the order of the lists. */
    List<ListHit> hits(Transaction transaction) {
        List<ListHit> hits = List.of();
        for (ListName list : ListName.values()) {
            for (Identifier kind : KINDS) {
                Map<String, Listed> listed = entries(list, kind);
                String value = listed.isEmpty() ? null : transaction.identifier(kind);
                Listed entry = value == null ? null : listed.get(value);
                if (value != null && entry != null && entry.appliesAt(clock.millis())) {
                    hits = hits.isEmpty() ? new ArrayList<>() : hits;
                    hits.add(new ListHit(list, kind, value, entry.reason()));
                }
            }
        }
        return hits;
    }

    /** Takes over what changed since. */
    synchronized void refresh(long newest) {
        if (newest > revision) {
            /* A million entries of one load bear one reason. */
            Map<String, String> reasons = new HashMap<>();
            rows.changes(revision, newest, change -> apply(change, reasons));
            revision = newest;
        }
    }

    long revision() {
        return revision;
    }

    private void apply(ListRows.Change change, Map<String, String> reasons) {
        Map<String, Listed> listed = entries(change.list(), change.kind());
        if (change.removed()) {
            listed.remove(change.value());
        } else {
            String reason = reasons.computeIfAbsent(change.reason(), one -> one);
            listed.put(change.value(), new Listed(reason, change.expiresAtMillis()));
        }
    }

    private Map<String, Listed> entries(ListName list, Identifier kind) {
        return entries.get(list.ordinal() * KINDS.length + kind.ordinal());
    }

    private record Listed(String reason, long expiresAtMillis) {

        boolean appliesAt(long millis) {
            return millis < expiresAtMillis;
        }
    }
}
