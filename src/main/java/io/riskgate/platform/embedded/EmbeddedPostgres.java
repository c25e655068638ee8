package io.riskgate.platform.embedded;

import io.riskgate.platform.RefusedStartException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** PostgreSQL as a child process on loopback, its database in the home. */
final class EmbeddedPostgres implements Program {

    private static final String USER = "riskgate";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration RECOVERY = Duration.ofMinutes(5);
    private static final Duration INITIALISATION = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(4);
    private static final int SECRET_BYTES = 24;

    private final Path folder;
    private final Path data;
    private final Path logFile;
    private final int port;

    EmbeddedPostgres(Home home, int port) {
        folder = home.resolve("postgres");
        data = folder.resolve("data");
        logFile = folder.resolve("postgres.log");
        this.port = port;
    }

    PostgresAddress address() {
        return new PostgresAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password());
    }

    /** The password of {@link #USER}, made on first use. */
    private String password() {
        Path file = folder.resolve("password");
        try {
            Files.createDirectories(folder);
            if (!Files.exists(file)) {
                byte[] secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                OwnerOnly.write(file, Base64.getUrlEncoder().encodeToString(secret));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Process start() {
        try {
            Path programs = PostgresBinaries.unpackedInto(folder);
            endLeftover(programs);
            truncate(logFile);
            initialise(programs);
            return serve(programs);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    @Override
    public void stop(Process running) {
        stop(running.toHandle());
    }

    private void stop(ProcessHandle running) {
        for (String mode : List.of("fast", "immediate")) {
            signalStop(mode);
            if (Child.ended(running, STOP)) {
                return;
            }
        }
        running.destroyForcibly();
    }

    private void signalStop(String mode) {
        Path control = folder.resolve("programs/bin/pg_ctl");
        try {
            Child.run(
                    unprivileged(control, "stop", "-D", data.toString(), "-W", "-m", mode),
                    logFile,
                    STOP);
        } catch (IOException e) {
            log.warn("PostgreSQL could not be told to stop: {}", Sentences.of(e));
        }
    }

    /*
     * The server of a service that was killed goes on without it. Only a process that names our own data folder is
     * ours; a lock file that names any other is left from a machine that went down, and its number has been given
     * away since.
     */
    private void endLeftover(Path programs) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        var leftover = Leftover.process(lock, data);
        if (leftover.isPresent()) {
            log.info("Stopping the PostgreSQL that an earlier run left behind");
            stop(leftover.get());
        } else {
            Files.deleteIfExists(lock);
        }
    }

    /* Made aside and moved into place: a kill half-way leaves no half a database. */
    private void initialise(Path programs) throws IOException {
        if (Files.exists(data)) {
            return;
        }
        Path fresh = folder.resolve("data.new");
        Folders.delete(fresh);
        String secret = password();
        log.info("Making a new database in {}", data);
        int status =
                Child.run(
                        unprivileged(
                                programs.resolve("bin/initdb"),
                                "-D",
                                fresh.toString(),
                                "-U",
                                USER,
                                "-A",
                                "scram-sha-256",
                                "--pwfile=" + folder.resolve("password"),
                                "--encoding=UTF8",
                                "--no-locale",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8",
                                "--no-sync",
                                "--no-instructions"),
                        logFile,
                        INITIALISATION);
        if (status != 0 || secret.isEmpty()) {
            throw new RefusedStartException(
                    "The embedded PostgreSQL could not make its database in "
                            + folder
                            + " ("
                            + Sentences.lastLine(logFile, line -> line.contains("error:"))
                            + "): see to that, or set SPRING_DATASOURCE_URL.");
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private Process serve(Path programs) throws IOException {
        Process process =
                new ProcessBuilder(
                                Child.inOwnSession(
                                        unprivileged(
                                                programs.resolve("bin/postgres"), arguments())))
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                        .start();
        awaitReady(process);
        return process;
    }

    private String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of("-D", data.toString(), "-p", "" + port));
        for (String setting :
                List.of(
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "max_connections=64",
                        "max_wal_size=4GB",
                        "shared_buffers=256MB",
                        "jit=off",
                        "timezone=UTC",
                        "log_timezone=UTC")) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return arguments.toArray(String[]::new);
    }

    /* PostgreSQL writes its state into the eighth line of its lock file. */
    private void awaitReady(Process process) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        long deadline = System.nanoTime() + RECOVERY.toNanos();
        while (!isReady(lock, process.pid())) {
            if (Child.ended(process.toHandle(), Duration.ofMillis(20))) {
                throw new RefusedStartException(
                        "The embedded PostgreSQL in "
                                + data
                                + " does not start ("
                                + Sentences.lastLine(logFile, line -> line.contains("FATAL:"))
                                + "): restore that folder from a backup, or move it away to begin"
                                + " with an empty database.");
            }
            if (Thread.currentThread().isInterrupted() || System.nanoTime() - deadline > 0) {
                process.destroy();
                throw new RefusedStartException(
                        "The embedded PostgreSQL was not ready within "
                                + RECOVERY
                                + ": see "
                                + logFile
                                + ".");
            }
        }
    }

    private static boolean isReady(Path lock, long pid) throws IOException {
        if (!Files.exists(lock)) {
            return false;
        }
        List<String> lines = Files.readAllLines(lock);
        return lines.size() >= 8
                && lines.getFirst().strip().equals("" + pid)
                && lines.get(7).strip().equals("ready");
    }

    /* PostgreSQL refuses to run as root; a user namespace of its own makes it nobody in particular. */
    private static List<String> unprivileged(Path program, String... arguments) {
        List<String> line = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))
                && Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            line.addAll(List.of("/usr/bin/unshare", "-U"));
        }
        line.add(program.toString());
        line.addAll(List.of(arguments));
        return line;
    }

    private static void truncate(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private RefusedStartException unusable(IOException e) {
        return new RefusedStartException(
                "The embedded PostgreSQL cannot use "
                        + folder
                        + " ("
                        + Sentences.of(e)
                        + "): make it writable, or set SPRING_DATASOURCE_URL.",
                e);
    }
}
