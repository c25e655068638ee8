package io.riskgate.backtest;

import io.riskgate.journal.DecisionScan;

/**
 * A journaled decision within the period looked at.
 *
 * @param amount in major units of the reference currency
 * @param label what it was, as far as it is known
 */
record PastDecision(DecisionScan.Scanned decision, double amount, Label label) {}
