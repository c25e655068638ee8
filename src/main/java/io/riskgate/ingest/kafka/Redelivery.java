package io.riskgate.ingest.kafka;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

import java.time.Duration;
import java.util.Map;

/**
 * What happens to records whose listener failed: they come again until they are taken. What is
 * wrong with a record itself the listeners find out, and never throw.
 */
@Configuration(proxyBeanMethods = false)
class Redelivery {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Bean
    CommonErrorHandler untilTaken() {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST.toMillis(), 2);
        pauses.setMaxInterval(LONGEST.toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        return handler;
    }
}
