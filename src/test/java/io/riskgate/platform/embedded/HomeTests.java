package io.riskgate.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskgate.platform.RefusedStartException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

class HomeTests {

    @TempDir Path folder;

    @Test
    void isPrivate() throws Exception {
        Home home = Home.at(folder.resolve("a/b").toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void isTakenOnceAtATime() throws Exception {
        Home home = Home.at(folder.toString());
        try (var taken = home.tryLock().orElseThrow()) {
            assertThat(home.tryLock()).isEmpty();
        }
        try (var again = home.tryLock().orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void aPortIsKeptWhileItIsFree() throws Exception {
        Home home = Home.at(folder.toString());
        int chosen = new Ports(home).of("kafka", 0);
        assertThat(new Ports(home).of("kafka", 0)).isEqualTo(chosen);
        try (var taken = new ServerSocket(chosen, 1, InetAddress.getLoopbackAddress())) {
            assertThat(new Ports(home).of("kafka", 0)).isNotEqualTo(taken.getLocalPort());
            assertThatThrownBy(() -> new Ports(home).of("kafka", chosen))
                    .isInstanceOf(RefusedStartException.class)
                    .hasMessageContaining("Port " + chosen);
        }
    }

    @Test
    void servicesAreFoundThroughTheirFile() throws Exception {
        Home home = Home.at(folder.toString());
        ServicesFile file = new ServicesFile(home);
        var services =
                new ServicesFile.Services(
                        new ServicesFile.Http(1, 2),
                        new ServicesFile.Postgres("jdbc:postgresql://x/y", "u", "p"),
                        new ServicesFile.Kafka("b:1"));
        assertThat(file.read()).isEmpty();
        file.write(services);
        assertThat(file.read()).contains(services);
        assertThat(Files.readString(home.path().resolve("services.json")))
                .isEqualToIgnoringWhitespace(
                        """
                        {"http": {"port": 1, "managementPort": 2},
                         "postgres": {"url": "jdbc:postgresql://x/y", "user": "u", "password": "p"},
                         "kafka": {"bootstrapServers": "b:1"}}
                        """);
        file.remove();
        assertThat(file.read()).isEmpty();
    }

    @Test
    void onlyAProcessOfThisHomeIsALeftover() throws Exception {
        Path pidFile = folder.resolve("pid");
        Process ours = new ProcessBuilder("sh", "-c", "read line", folder.toString()).start();
        try {
            Files.writeString(pidFile, ours.pid() + "\n");
            assertThat(Leftover.process(pidFile, folder)).contains(ours.toHandle());
            assertThat(Leftover.process(pidFile, folder.resolve("other"))).isEmpty();
            Files.writeString(pidFile, "not a number\n");
            assertThat(Leftover.process(pidFile, folder)).isEmpty();
        } finally {
            ours.destroyForcibly();
        }
    }
}
