package io.riskgate.platform.kafka;

import io.riskgate.platform.PlatformSettings;
import io.riskgate.platform.embedded.ServingServices;

import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the topics of contract section 5 before anything listens to them: a consumer that
 * subscribes to a topic that is not there finds it minutes later.
 */
@Component
@Profile("!command")
class Topics implements SmartLifecycle {

    static final String[] NAMES = {
        "riskgate.transactions",
        "riskgate.decisions",
        "riskgate.outcomes",
        "riskgate.transactions-dlt",
        "riskgate.outcomes-dlt"
    };

    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final KafkaAdmin admin;
    private final PlatformSettings settings;
    private final ObjectProvider<ServingServices> services;
    private volatile boolean running;

    Topics(KafkaAdmin admin, PlatformSettings settings, ObjectProvider<ServingServices> services) {
        this.admin = admin;
        this.settings = settings;
        this.services = services;
    }

    /** Before every other phase: the doors open last. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        running = true;
        services.ifAvailable(ServingServices::awaitKafka);
        if (!made()) {
            Thread.ofVirtual().name("topics").start(this::keepTrying);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private boolean made() {
        try {
            admin.createOrModifyTopics(Stream.of(NAMES).map(this::topic).toArray(NewTopic[]::new));
            return true;
        } catch (KafkaException e) {
            log.warn(
                    "Kafka does not answer, so the topics are not there yet; trying again: {}",
                    e.getMessage());
            return false;
        }
    }

    private NewTopic topic(String name) {
        Optional<Short> replicas =
                settings.topicReplicas() > 0
                        ? Optional.of(settings.topicReplicas())
                        : Optional.empty();
        return new NewTopic(name, Optional.of(settings.topicPartitions()), replicas);
    }

    private void keepTrying() {
        try {
            do {
                Thread.sleep(PAUSE);
            } while (running && !made());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
