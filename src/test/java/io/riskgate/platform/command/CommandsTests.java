package io.riskgate.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.Riskgate;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

class CommandsTests {

    @Test
    void everyModuleBringsItsOwn() {
        assertThat(Commands.of(Riskgate.class))
                .extracting(command -> command.getAnnotation(Command.class).name())
                .contains("import", "dataset", "retrain")
                .doesNotContain("serve", "broker");
        assertThat(Commands.of(Riskgate.class)).allMatch(Callable.class::isAssignableFrom);
    }
}
