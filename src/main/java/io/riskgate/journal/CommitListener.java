package io.riskgate.journal;

/**
 * Hears, on the writer's thread and in order, what became durable. Must be quick and must not
 * throw.
 */
public interface CommitListener {

    /** These are durable. */
    void committed(JournalStore.Batch batch);

    /** These were refused by the store and will never be durable. */
    default void rejected(JournalStore.Batch batch, RuntimeException reason) {}
}
