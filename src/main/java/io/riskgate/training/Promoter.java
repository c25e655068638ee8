package io.riskgate.training;

import io.riskgate.registry.ModelReference;

import java.util.List;

/** Makes versions champions of the running service. */
interface Promoter {

    /**
     * Makes versions of different models champions, in this order; where one cannot be, those
     * before it go back.
     *
     * @param by who wants it
     * @return whether all are; if not, why is logged
     */
    boolean promote(List<ModelReference> versions, String reason, String by);
}
