package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

/** Changes that only count once a second person has approved them, where that is configured. */
public interface Changes {

    /** Whether changes of this kind wait for a second person. */
    boolean needApproval(Kind kind);

    /** Keeps a change until somebody else approves or rejects it. */
    Proposal propose(Draft draft, String by);

    /** What may need a second person. */
    enum Kind {
        RULES,
        THRESHOLDS,
        CHAMPION
    }

    /**
     * A change that is wanted.
     *
     * @param action as the audit will call it, such as {@code rule.changed}
     * @param resource what it changes, such as {@code /rules/night-gift-cards}
     * @param before the state that was read, JSON-ready, null where there was none
     * @param change what its {@link Applier} needs, JSON-ready
     */
    record Draft(
            Kind kind, String action, String resource, @Nullable Object before, Object change) {}

    /** Carries out approved changes of one kind. */
    interface Applier {

        Kind kind();

        /**
         * Makes the change within the transaction that approves it.
         *
         * @param change as JSON
         * @param by who proposed it
         * @throws RefusedException {@code state_conflict} where what it was based on has changed
         */
        void apply(String action, String change, String by);
    }
}
