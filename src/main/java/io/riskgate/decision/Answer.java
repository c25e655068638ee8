package io.riskgate.decision;

/** What a caller is told of its transaction. */
public sealed interface Answer {

    /**
     * Decided, and durable as the decision says.
     *
     * @param replayed whether this is the first decision of a repeated transaction
     */
    record Decided(Decision decision, boolean replayed) implements Answer {

        Decided at(Decision.Durability durability) {
            return new Decided(decision.durable(durability, decision.latency()), replayed);
        }
    }

    /** The id is known with other content; the first stands. */
    record Conflict(String detail) implements Answer {}

    /** The id belongs to an imported transaction, which was recorded and never decided. */
    record Imported() implements Answer {}

    /** Nothing was decided: beyond capacity. */
    record Overloaded(String detail) implements Answer {}

    /**
     * Decided but not made durable in time: the outcome is unknown, and the same id may be sent
     * again.
     */
    record Undurable(String detail) implements Answer {}
}
