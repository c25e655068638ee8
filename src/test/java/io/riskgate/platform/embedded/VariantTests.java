package io.riskgate.platform.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.platform.RefusedStartException;

import org.junit.jupiter.api.Test;

/** A build without an embedded service says what to set. */
class VariantTests {

    @Test
    void findsWhatThisBuildCarries() {
        assertThatCode(
                        () -> {
                            Variant.require(Database.PART, "PostgreSQL", "SPRING_DATASOURCE_URL");
                            Variant.require(Kafka.PART, "Kafka", "SPRING_KAFKA_BOOTSTRAP_SERVERS");
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheSettingOfWhatIsNotThere() {
        assertThatThrownBy(
                        () -> Variant.require("not/there", "PostgreSQL", "SPRING_DATASOURCE_URL"))
                .isInstanceOf(RefusedStartException.class)
                .hasMessageContaining("no embedded PostgreSQL")
                .hasMessageContaining("SPRING_DATASOURCE_URL");
    }
}
