package io.riskgate.ingest.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.ingest.DecidingKeys;
import io.riskgate.ingest.IngestSettings;
import io.riskgate.ingest.OutcomeReader;
import io.riskgate.ingest.TransactionReader;
import io.riskgate.ingest.UnknownFields;
import io.riskgate.metric.Metric;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.servlet.HandlerExceptionResolver;

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

    /*
     * Where traces are collected the call's own span comes first; else the short way comes before whatever times calls, and
     * times its own.
     */
    @Bean
    static FilterRegistrationBean<ShortWay> shortWay(
            DecidingKeys keys,
            ObjectProvider<DecisionDoor> door,
            ObjectProvider<HandlerExceptionResolver> resolvers,
            ObjectProvider<MeterRegistry> meters,
            @Value("${management.opentelemetry.tracing.export.otlp.endpoint:}") String traces) {
        boolean traced = !traces.isBlank();
        FilterRegistrationBean<ShortWay> registration =
                new FilterRegistrationBean<>(
                        new ShortWay(
                                keys,
                                SingletonSupplier.of(door::getObject),
                                SingletonSupplier.of(() -> resolvers.orderedStream().toList()),
                                new Requests(meters::getObject, traced)));
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.addUrlPatterns(ShortWay.PATH);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + (traced ? 2 : 1));
        return registration;
    }

    @Bean
    OutcomeReader restOutcomeReader() {
        return new OutcomeReader(unknownFields);
    }
}
