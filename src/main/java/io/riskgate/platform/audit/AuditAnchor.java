package io.riskgate.platform.audit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Where the chain ended when this service last wrote to it, kept in a file: who can write to the
 * database, its head included, cannot take that back.
 */
@Component
class AuditAnchor {

    private static final Logger log = LoggerFactory.getLogger(AuditAnchor.class);

    private final Path home;
    private final JdbcClient jdbc;
    private @Nullable Path file;

    AuditAnchor(@Value("${riskgate.home:.riskgate}") Path home, JdbcClient jdbc) {
        this.home = home;
        this.jdbc = jdbc;
    }

    /** An entry that was committed. */
    record Mark(long position, String hash) {}

    /** Notes an entry that is committed; an older one than is noted already changes nothing. */
    synchronized void note(long position, byte[] hash) {
        String head = HexFormat.of().formatHex(hash);
        log.info("The audit is {} entries long, its head {}", position, head);
        try {
            Mark known = read();
            if (known == null || known.position() < position) {
                write(position + " " + head + "\n");
            }
        } catch (IOException | RuntimeException e) {
            log.error("The audit's head cannot be kept outside the database.", e);
        }
    }

    private void write(String mark) throws IOException {
        Path anchor = file();
        Path draft = anchor.resolveSibling(anchor.getFileName() + ".part");
        Files.createDirectories(home);
        Files.writeString(draft, mark);
        Files.move(
                draft, anchor, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The newest entry known of, null where none is. */
    synchronized @Nullable Mark read() {
        try {
            Path anchor = file();
            if (!Files.exists(anchor)) {
                return null;
            }
            String[] parts = Files.readString(anchor).strip().split(" ");
            return new Mark(Long.parseLong(parts[0]), parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /* The journal's own name is in it: one home may have served several databases. */
    private Path file() {
        Path known = file;
        if (known == null) {
            UUID journal = jdbc.sql("select id from journal_id").query(UUID.class).single();
            known = home.resolve("audit-" + journal + ".anchor");
            file = known;
        }
        return known;
    }
}
