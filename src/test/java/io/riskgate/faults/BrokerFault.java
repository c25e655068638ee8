package io.riskgate.faults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The broker killed and frozen. */
class BrokerFault {

    @TempDir Path folder;

    @Test
    void killedAndRestarted() throws Exception {
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.endure(
                    "broker SIGKILL and restart",
                    () -> Signals.send("KILL", Signals.broker(ordeal.service())));
        }
    }

    @Test
    void frozenFor30Seconds() throws Exception {
        try (Ordeal ordeal = new Ordeal(folder)) {
            ordeal.endure(
                    "broker SIGSTOP for 30 s",
                    () -> {
                        List<ProcessHandle> broker = Signals.broker(ordeal.service());
                        Signals.send("STOP", broker);
                        TimeUnit.SECONDS.sleep(30);
                        Signals.send("CONT", broker);
                    });
        }
    }
}
