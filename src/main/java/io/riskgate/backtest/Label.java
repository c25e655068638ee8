package io.riskgate.backtest;

/** What a past transaction was, as far as it is known. */
enum Label {
    FRAUD,
    LEGITIMATE,
    /** Too young, or stopped by us, so that silence says nothing. */
    UNKNOWN
}
