package io.riskgate.journal;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.function.Consumer;

/**
 * All who hear of commits; one that fails keeps neither the others nor the writer from going on.
 */
@Component
class CommitListeners {

    private static final Logger log = LoggerFactory.getLogger(CommitListeners.class);

    private final List<CommitListener> listeners;

    CommitListeners(List<CommitListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void committed(JournalStore.Batch batch) {
        each(listener -> listener.committed(batch));
    }

    void rejected(JournalStore.Batch batch, RuntimeException reason) {
        each(listener -> listener.rejected(batch, reason));
    }

    private void each(Consumer<CommitListener> call) {
        for (CommitListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException failure) {
                log.error("{} failed on a commit.", listener.getClass().getSimpleName(), failure);
            }
        }
    }
}
