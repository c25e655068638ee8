package io.riskgate.platform.audit;

import io.riskgate.transaction.Page;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;

/** Who did what, newest first, and whether the record still is what was written. */
@RestController
@RequestMapping("/admin/v1/audit")
@ConditionalOnWebApplication
class AuditController {

    private final AuditRows rows;
    private final AuditVerification verification;
    private final ReadRows reads;
    private final JsonMapper json;

    AuditController(
            AuditRows rows, AuditVerification verification, ReadRows reads, JsonMapper json) {
        this.rows = rows;
        this.verification = verification;
        this.reads = reads;
        this.json = json;
    }

    @GetMapping
    Page<Document> list(
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String action,
            @RequestParam @Nullable String resource,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Long after) {
        RequestFaults faults = new RequestFaults();
        AuditRows.Filter filter =
                new AuditRows.Filter(
                        actor, action, resource, faults.time("from", from), faults.time("to", to));
        faults.refuse();
        int most = Page.limit(limit);
        return Page.of(
                        rows.newest(
                                filter,
                                Objects.requireNonNullElse(after, Long.MAX_VALUE),
                                most + 1),
                        most,
                        row -> String.valueOf(row.entry().position()))
                .map(this::document);
    }

    @GetMapping("/verify")
    AuditVerification.Finding verify() {
        return verification.verify();
    }

    /** Who looked at what is sensitive, newest first; {@code resource} is the path's beginning. */
    @GetMapping("/reads")
    Page<ReadDocument> reads(
            @RequestParam @Nullable String actor,
            @RequestParam @Nullable String resource,
            @RequestParam @Nullable String from,
            @RequestParam @Nullable String to,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Long after) {
        RequestFaults faults = new RequestFaults();
        AuditRows.Filter filter =
                new AuditRows.Filter(
                        actor, null, resource, faults.time("from", from), faults.time("to", to));
        faults.refuse();
        int most = Page.limit(limit);
        long below = Objects.requireNonNullElse(after, Long.MAX_VALUE);
        return Page.of(
                        reads.newest(filter, below, most + 1),
                        most,
                        kept -> String.valueOf(kept.id()))
                .map(kept -> ReadDocument.of(kept.read()));
    }

    private Document document(AuditRows.Row row) {
        AuditEntry entry = row.entry();
        return new Document(
                entry.position(),
                entry.at(),
                entry.actor(),
                entry.requestId(),
                entry.action(),
                entry.resource(),
                tree(entry.before()),
                tree(entry.after()),
                HexFormat.of().formatHex(row.hash()));
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }

    /** A read as it is shown. */
    record ReadDocument(
            Instant at, String actor, String requestId, String method, String path, int status) {

        static ReadDocument of(SensitiveRead read) {
            return new ReadDocument(
                    read.at(),
                    read.actor(),
                    read.requestId(),
                    read.method(),
                    read.path(),
                    read.status());
        }
    }

    /** An entry as it is shown. */
    record Document(
            long position,
            Instant at,
            String actor,
            String requestId,
            String action,
            String resource,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            String hash) {}
}
