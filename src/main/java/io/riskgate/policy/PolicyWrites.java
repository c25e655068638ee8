package io.riskgate.policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;
import java.util.function.Supplier;

/** Makes a change in one transaction, then live on this replica. */
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
        T changed = Objects.requireNonNull(transaction.execute(_ -> change.get()));
        try {
            refresh.now();
        } catch (RuntimeException unavailable) {
            log.warn("The change is stored and will be live with the next poll.", unavailable);
        }
        return changed;
    }
}
