package io.riskgate.ingest.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.riskgate.metric.Metric;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

import java.util.List;

/** How far the listeners are behind, as their consumers see it. */
@Component
@Profile("!command")
class ConsumerLag {

    private static final String LAG = "records-lag-max";

    ConsumerLag(KafkaListenerEndpointRegistry listeners, MeterRegistry meters) {
        for (String listener : List.of("transactions", "outcomes")) {
            Gauge.builder(
                            Metric.INGEST_CONSUMER_LAG.meter(),
                            listeners,
                            all -> lag(all.getListenerContainer(listener)))
                    .description(Metric.INGEST_CONSUMER_LAG.description())
                    .tag("listener", listener)
                    .register(meters);
        }
    }

    /* NaN until the first records were fetched, so that nothing is said where nothing is known. */
    private static double lag(@Nullable MessageListenerContainer container) {
        return container == null
                ? Double.NaN
                : container.metrics().values().stream()
                        .flatMap(client -> client.entrySet().stream())
                        .filter(metric -> metric.getKey().name().equals(LAG))
                        .filter(metric -> !metric.getKey().tags().containsKey("partition"))
                        .mapToDouble(metric -> (double) metric.getValue().metricValue())
                        .filter(lag -> !Double.isNaN(lag))
                        .max()
                        .orElse(Double.NaN);
    }
}
