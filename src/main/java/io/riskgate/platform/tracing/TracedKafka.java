package io.riskgate.platform.tracing;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.BatchInterceptor;

import java.util.List;
import java.util.Map;

/** Traces that records bring along, and those that decisions take with them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(OnlyWhereCollected.ENDPOINT)
class TracedKafka {

    @Bean
    BatchInterceptor<Object, Object> consumedTraces(Traces traces) {
        return new ConsumedTraces(traces);
    }

    @Bean
    DefaultKafkaProducerFactoryCustomizer publishedTraces(Traces traces) {
        return factory ->
                factory.updateConfigs(
                        Map.of(
                                ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
                                List.of(PublishedTraces.class.getName()),
                                PublishedTraces.TRACES,
                                traces));
    }
}
