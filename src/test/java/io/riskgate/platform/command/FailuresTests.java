package io.riskgate.platform.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.riskgate.platform.RefusedStartException;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.web.server.PortInUseException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

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
    void ofWhatOthersThrowTheInnermostTells() {
        var failure = thrownByOthers(new IllegalArgumentException("in\n ner"));
        assertThat(failure).isInstanceOf(CompletionException.class);
        assertThat(Failures.sentence(failure)).isEqualTo("in ner");
        assertThat(Failures.sentence(new IllegalStateException()))
                .isEqualTo("Failed: IllegalStateException");
        assertThat(Failures.isExplained(failure)).isFalse();
    }

    @Test
    void ofWhatRiskgateThrowsTheOutermostTells() {
        var failure = thrownByOthers(new IllegalStateException("Do that.", new IOException("EOF")));
        assertThat(Failures.sentence(failure)).isEqualTo("Do that.");
        assertThat(Failures.sentence(new UncheckedIOException(new IOException("EOF"))))
                .isEqualTo("EOF");
    }

    @Test
    void aFileIsNamedWithWhatIsWrongWithIt() {
        assertThat(Failures.sentence(new NoSuchFileException("/nowhere")))
                .startsWith("/nowhere does not exist:");
        assertThat(Failures.sentence(new UncheckedIOException(new AccessDeniedException("/own"))))
                .startsWith("/own may not be used");
        assertThat(Failures.sentence(new FileSystemException("/full", null, "No space left")))
                .contains("/full", "No space left");
    }

    @Test
    void aSettingIsNamedWithWhatIsWrongWithIt() {
        Throwable failure =
                catchThrowable(
                        () ->
                                new Binder(
                                                new MapConfigurationPropertySource(
                                                        Map.of("riskgate.patience", "long")))
                                        .bind("riskgate.patience", Duration.class));
        assertThat(Failures.sentence(new IllegalStateException(failure)))
                .startsWith("The setting riskgate.patience cannot be used (")
                .contains("long")
                .endsWith("): correct it.");
        assertThat(Failures.isExplained(failure)).isTrue();
    }

    private static Throwable thrownByOthers(Throwable cause) {
        return catchThrowable(() -> CompletableFuture.failedFuture(cause).join());
    }
}
