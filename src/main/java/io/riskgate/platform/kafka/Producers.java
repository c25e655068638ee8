package io.riskgate.platform.kafka;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How producers end: what the broker has not taken by then is sent again after the next start. */
@Configuration(proxyBeanMethods = false)
class Producers {

    private static final int CLOSE_SECONDS = 1;

    @Bean
    DefaultKafkaProducerFactoryCustomizer endSoon() {
        return factory -> factory.setPhysicalCloseTimeout(CLOSE_SECONDS);
    }
}
