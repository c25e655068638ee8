package io.riskgate.feature;

/** Computes one column; must not keep anything of the reading. */
interface Reader {

    double read(Reading reading);
}
