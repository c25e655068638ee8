package io.riskgate.journal;

import io.riskgate.decision.Decision;

/** A decision that is durable, on its way to the decisions topic. */
public record CommittedDecision(long sequence, String accountId, Decision decision) {}
