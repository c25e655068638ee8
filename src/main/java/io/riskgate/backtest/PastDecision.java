package io.riskgate.backtest;

import io.riskgate.journal.History;
import io.riskgate.transaction.Transaction;

/**
 * A journaled decision within the period looked at.
 *
 * @param amount in major units of the reference currency
 */
record PastDecision(Transaction transaction, History.Decided decided, double amount) {}
