package io.riskgate.transaction;

/**
 * What came of asking for a change.
 *
 * @param <T> the state that is changed
 */
public sealed interface Changed<T> {

    /** It is made. */
    record Made<T>(T now) implements Changed<T> {}

    /** It waits for a second person. */
    record Proposed<T>(Proposal proposal) implements Changed<T> {}
}
