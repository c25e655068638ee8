package io.riskgate.policy;

/** What can be said of an expression, or of a part of one, without asking CEL. */
@FunctionalInterface
interface Glance {

    /** Nothing can be said. */
    Glance NONE = _ -> Verdict.UNKNOWN;

    Verdict at(Facts facts);

    /** What was seen. */
    enum Verdict {
        TRUE,
        FALSE,
        UNKNOWN;

        static Verdict of(boolean holds) {
            return holds ? TRUE : FALSE;
        }

        Verdict negated() {
            return switch (this) {
                case TRUE -> FALSE;
                case FALSE -> TRUE;
                case UNKNOWN -> UNKNOWN;
            };
        }
    }
}
