package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

/**
 * Where every write of a person is recorded. Called within the transaction of the write, so that
 * there is never one without the other.
 */
public interface AuditTrail {

    /**
     * Records who (the caller of this request) did what.
     *
     * @param action what was done, such as {@code rule.changed}
     * @param resource to what, such as {@code /rules/night-gift-cards}
     * @param before the state it had, JSON-ready, null where there was none
     * @param after the state it has, JSON-ready, null where there is none
     */
    void record(String action, String resource, @Nullable Object before, @Nullable Object after);
}
