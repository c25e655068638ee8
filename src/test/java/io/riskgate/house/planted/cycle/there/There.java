package io.riskgate.house.planted.cycle.there;

import io.riskgate.house.planted.cycle.here.Here;

import org.jspecify.annotations.Nullable;

/** The other half. */
public record There(@Nullable Here here) {}
