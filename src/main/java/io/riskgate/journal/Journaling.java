package io.riskgate.journal;

import java.util.function.BooleanSupplier;

/** What both writers work with. */
record Journaling(
        SlotRing ring,
        Turn turn,
        Settlement settlement,
        JournalStore store,
        Spill spill,
        RowCodec codec,
        StoreBreaker breaker,
        CommitListeners listeners,
        Clashes clashes,
        JournalMeters meters,
        JournalSettings settings,
        BooleanSupplier running) {

    boolean isRunning() {
        return running.getAsBoolean();
    }
}
