package io.riskgate.journal;

import io.riskgate.decision.Journal.Entry;
import io.riskgate.outcome.OutcomeJournal.NumberedReport;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Slots of consecutive numbers on their way to be durable together. */
record Run(long first, List<Slot> slots, JournalStore.Batch batch) {

    static Run of(long first, List<Slot> slots) {
        List<Entry> transactions = new ArrayList<>(slots.size());
        List<NumberedReport> reports = new ArrayList<>();
        for (Slot slot : slots) {
            switch (slot) {
                case Slot.Transacted transacted -> transactions.add(transacted.entry());
                case Slot.Reported reported -> reports.addAll(reported.reports());
                case Slot.Joined joined -> {}
                case Slot.Void none -> {}
            }
        }
        return new Run(first, slots, new JournalStore.Batch(transactions, reports));
    }

    long last() {
        return first + slots.size() - 1;
    }

    /**
     * The first half, null where there is none: reports that belong together stay together, in the
     * last slot of theirs.
     */
    @Nullable Run half() {
        int half = slots.size() / 2;
        while (half > 0 && slots.get(half - 1) instanceof Slot.Joined) {
            half--;
        }
        return half > 0 ? of(first, slots.subList(0, half)) : null;
    }
}
