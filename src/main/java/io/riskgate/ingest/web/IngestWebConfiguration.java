package io.riskgate.ingest.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.ingest.IngestSettings;
import io.riskgate.ingest.OutcomeReader;
import io.riskgate.ingest.TransactionReader;
import io.riskgate.ingest.UnknownFields;
import io.riskgate.metric.Metric;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.InstantSource;

/** The readers of the HTTP door. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class IngestWebConfiguration {

    private final UnknownFields unknownFields;

    IngestWebConfiguration(IngestSettings settings, MeterRegistry meters) {
        Counter counter =
                Counter.builder(Metric.INGEST_UNKNOWN_FIELDS.meter())
                        .description(Metric.INGEST_UNKNOWN_FIELDS.description())
                        .tag("door", "rest")
                        .register(meters);
        this.unknownFields = settings.unknownFields().rest().counting(name -> counter.increment());
    }

    @Bean
    TransactionReader restTransactionReader() {
        return new TransactionReader(unknownFields, InstantSource.system());
    }

    @Bean
    OutcomeReader restOutcomeReader() {
        return new OutcomeReader(unknownFields);
    }
}
