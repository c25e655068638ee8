package io.riskgate.house.planted.cycle.here;

import io.riskgate.house.planted.cycle.there.There;

/** Half of a cycle. */
public record Here(There there) {}
