package io.riskgate.backtest;

import java.time.Duration;

/** What a past transaction was, as far as it is known. */
enum Label {
    FRAUD,
    LEGITIMATE,
    /** Too young, or stopped by us, so that silence says nothing. */
    UNKNOWN;

    /** How far labels can be trusted, in words. */
    static String explained(Duration delay) {
        return "Only matured labels count: a verdict known now, or no report for "
                + delay.toDays()
                + " days on a transaction that was let through.";
    }
}
