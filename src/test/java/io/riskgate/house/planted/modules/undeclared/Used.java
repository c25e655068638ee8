package io.riskgate.house.planted.modules.undeclared;

/** Used from next door. */
public record Used() {}
