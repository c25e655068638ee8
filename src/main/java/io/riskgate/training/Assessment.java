package io.riskgate.training;

/** The champion on the rows its challenger is judged on. */
record Assessment(int version, Assessed assessed, Metrics metrics) {}
