package io.riskgate.journal;

import io.riskgate.feature.FeatureEngine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.UUID;

/** The profiles on local disk, so that a start need replay only what came after. */
@Component
class ProfileCheckpoints {

    /*
     * A checkpoint is only ever a short cut: one that is missing, torn, of another plan or of another journal is left
     * aside and the start takes longer. It is written beside the last one and moved over it, so a crash leaves one of them.
     */
    private static final Logger log = LoggerFactory.getLogger(ProfileCheckpoints.class);
    private static final int BUFFER = 1 << 18;

    private final ServingEngine engine;
    private final JournalReader reader;
    private final Path file;

    ProfileCheckpoints(ServingEngine engine, JournalReader reader, Environment environment) {
        this.engine = engine;
        this.reader = reader;
        this.file =
                Path.of(
                        environment.getProperty("riskgate.home", ".riskgate"),
                        "checkpoints",
                        "profiles");
    }

    /**
     * Takes the profiles of the last checkpoint, if it fits; answers the number they reach to, else
     * 0.
     */
    long restore() {
        if (!Files.exists(file)) {
            return 0;
        }
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER))) {
            return restore(in);
        } catch (IOException | RuntimeException unusable) {
            log.warn(
                    "The checkpoint of the profiles is left aside, so the start takes longer: {}",
                    unusable.toString());
            return 0;
        }
    }

    private long restore(DataInputStream in) throws IOException {
        UUID journal = new UUID(in.readLong(), in.readLong());
        if (!journal.equals(reader.journalId())) {
            throw new IOException("it belongs to another journal");
        }
        FeatureEngine restored = engine.restored((InputStream) in);
        if (restored.lastSequence() > reader.lastSequence()) {
            throw new IOException("it is ahead of the journal");
        }
        engine.adopt(restored);
        return restored.lastSequence();
    }

    /** Writes the profiles while the order goes on. */
    void write() {
        long start = System.nanoTime();
        Path fresh = file.resolveSibling("profiles.new");
        try {
            Files.createDirectories(file.getParent());
            long sequence = write(fresh);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            log.info(
                    "Wrote a checkpoint of the profiles up to number {} in {} ms.",
                    sequence,
                    Duration.ofNanos(System.nanoTime() - start).toMillis());
        } catch (IOException failure) {
            log.warn("No checkpoint of the profiles this time: {}", failure.toString());
        }
    }

    private long write(Path fresh) throws IOException {
        UUID journal = reader.journalId();
        try (FileOutputStream disk = new FileOutputStream(fresh.toFile());
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(disk, BUFFER))) {
            out.writeLong(journal.getMostSignificantBits());
            out.writeLong(journal.getLeastSignificantBits());
            long sequence = engine.checkpoint(out);
            out.flush();
            disk.getFD().sync();
            return sequence;
        }
    }
}
