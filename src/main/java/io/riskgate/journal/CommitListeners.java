package io.riskgate.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All who hear of commits; one that fails keeps neither the others nor the writer from going on.
 */
@Component
class CommitListeners {

    private static final Logger log = LoggerFactory.getLogger(CommitListeners.class);

    /* Whoever listens may need the journal it listens to, so they are asked for when the first commit is there. */
    private final Supplier<List<CommitListener>> listeners;

    @Autowired
    CommitListeners(ObjectProvider<CommitListener> listeners) {
        this(SingletonSupplier.of(() -> listeners.orderedStream().toList()));
    }

    CommitListeners(Supplier<List<CommitListener>> listeners) {
        this.listeners = listeners;
    }

    void committed(JournalStore.Batch batch) {
        each(listener -> listener.committed(batch));
    }

    void drained(long last) {
        each(listener -> listener.drained(last));
    }

    void rejected(JournalStore.Batch batch, RuntimeException reason) {
        each(listener -> listener.rejected(batch, reason));
    }

    private void each(Consumer<CommitListener> call) {
        for (CommitListener listener : listeners.get()) {
            try {
                call.accept(listener);
            } catch (RuntimeException failure) {
                log.error("{} failed on a commit.", listener.getClass().getSimpleName(), failure);
            }
        }
    }
}
