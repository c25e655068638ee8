package io.riskgate.journal;

/**
 * Hears, on the writer's thread and in order, what became durable. Must be quick and must not
 * throw.
 */
public interface CommitListener {

    /** These are durable. */
    void committed(JournalStore.Batch batch);

    /**
     * Numbers up to this one are durable in the store now, having come through the spill: what they
     * are is read from the store.
     */
    default void drained(long last) {}

    /** These were refused by the store and will never be durable. */
    default void rejected(JournalStore.Batch batch, RuntimeException reason) {}
}
