package io.riskgate.policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * Makes a change in one transaction, then live on this replica; as part of a larger transaction,
 * once that is committed.
 */
@Component
class PolicyWrites {

    private static final Logger log = LoggerFactory.getLogger(PolicyWrites.class);

    private final TransactionTemplate transaction;
    private final PolicyRefresh refresh;

    PolicyWrites(PlatformTransactionManager transactions, PolicyRefresh refresh) {
        this.transaction = new TransactionTemplate(transactions);
        this.refresh = refresh;
    }

    <T> T write(Supplier<T> change) {
        boolean within = TransactionSynchronizationManager.isSynchronizationActive();
        T changed = Objects.requireNonNull(transaction.execute(_ -> change.get()));
        if (within) {
            TransactionSynchronizationManager.registerSynchronization(new Refreshed());
        } else {
            refresh();
        }
        return changed;
    }

    private void refresh() {
        try {
            refresh.now();
        } catch (RuntimeException unavailable) {
            log.warn("The change is stored and will be live with the next poll.", unavailable);
        }
    }

    /* What may still be undone must not be live. */
    private final class Refreshed implements TransactionSynchronization {

        @Override
        public void afterCommit() {
            refresh();
        }
    }
}
