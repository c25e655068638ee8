package io.riskgate.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.platform.RefusedStartException;

import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

class FailuresTests {

    @Test
    void aRefusedStartSpeaksForItself() {
        var failure = new IllegalStateException("x", new RefusedStartException("Do this.\n"));
        assertThat(Failures.sentence(failure)).isEqualTo("Do this.");
        assertThat(Failures.isExplained(failure)).isTrue();
    }

    @Test
    void aTakenPortNamesTheSetting() {
        assertThat(Failures.sentence(new PortInUseException(8080))).contains("8080", "SERVER_PORT");
    }

    @Test
    void anythingElseIsItsInnermostCauseOnOneLine() {
        var failure = new IllegalStateException("outer", new IllegalArgumentException("in\n ner"));
        assertThat(Failures.sentence(failure)).isEqualTo("in ner");
        assertThat(Failures.sentence(new IllegalStateException()))
                .isEqualTo("Failed: IllegalStateException");
        assertThat(Failures.isExplained(failure)).isFalse();
    }
}
