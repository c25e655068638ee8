package io.riskgate.platform.command;

import io.riskgate.platform.embedded.Broker;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** The embedded broker's process, started by the service itself. */
@Command(name = BrokerCommand.NAME, hidden = true, description = "Runs the embedded broker.")
final class BrokerCommand implements Callable<Integer> {

    static final String NAME = "broker";

    @Parameters(paramLabel = "FOLDER")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        return Broker.run(folder);
    }
}
