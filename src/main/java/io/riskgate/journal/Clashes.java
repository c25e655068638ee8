package io.riskgate.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;
import io.riskgate.transaction.AuditTrail;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** Tells people of transactions that were decided twice because PostgreSQL could not be asked. */
@Component
class Clashes {

    private static final Logger log = LoggerFactory.getLogger(Clashes.class);

    private final ObjectProvider<AuditTrail> audit;
    private final MeterRegistry meters;

    Clashes(ObjectProvider<AuditTrail> audit, MeterRegistry meters) {
        this.audit = audit;
        this.meters = meters;
    }

    void found(List<Clash> clashes) {
        for (Clash clash : clashes) {
            log.error(
                    "Transaction {} was decided again as number {} while PostgreSQL was away;"
                            + " number {} stands.",
                    clash.transactionId(),
                    clash.sequence(),
                    clash.keptSequence());
            meters.counter(Metric.JOURNAL_CLASHES.meter()).increment();
            audit.ifAvailable(
                    trail ->
                            trail.record(
                                    "identity_conflict",
                                    "/decisions/" + clash.transactionId(),
                                    Map.of(
                                            "sequence", clash.keptSequence(),
                                            "contentHash", clash.keptHash()),
                                    Map.of(
                                            "sequence", clash.sequence(),
                                            "contentHash", clash.contentHash())));
        }
    }
}
