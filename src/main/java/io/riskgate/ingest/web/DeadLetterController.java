package io.riskgate.ingest.web;

import io.riskgate.ingest.DeadLetter;
import io.riskgate.ingest.DeadLetters;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Objects;

/** The dead-letter workbench over HTTP (contract section 7). */
@RestController
@ConditionalOnWebApplication
@RequestMapping("/admin/v1/dead-letters")
class DeadLetterController {

    private static final int MOST_AT_ONCE = 200;

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    @GetMapping
    Page<DeadLetterDocument> letters(
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String topic,
            @RequestParam @Nullable String errorCode,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Long after) {
        RequestFaults faults = new RequestFaults();
        DeadLetter.Status wanted =
                status == null
                        ? null
                        : faults.oneOf("status", status, DeadLetter.Status.class, null);
        faults.refuse();
        return letters.page(
                        new DeadLetters.Filter(wanted, topic, errorCode), after, Page.limit(limit))
                .map(DeadLetterDocument::of);
    }

    @GetMapping("/{id}")
    DeadLetterDocument letter(@PathVariable long id) {
        return DeadLetterDocument.of(letters.get(id));
    }

    /** Sends one through its door, as it was received or as the body has it. */
    @PostMapping("/{id}/replay")
    DeadLetterDocument replay(
            @PathVariable long id,
            @RequestBody(required = false) @Nullable ReplayRequest request,
            @Nullable Principal caller) {
        ReplayRequest asked = Objects.requireNonNullElse(request, ReplayRequest.NOTHING);
        return DeadLetterDocument.of(
                letters.replay(
                        new DeadLetters.Replay(id, asked.bytes(), asked.revision()), name(caller)));
    }

    /** Sends several through, in the order in which they arrived. */
    @PostMapping("/replay")
    ReplayedDocument replayInOrder(
            @RequestBody ReplayAllRequest request, @Nullable Principal caller) {
        List<Long> ids = Objects.requireNonNullElse(request.ids(), List.of());
        if (ids.isEmpty() || ids.size() > MOST_AT_ONCE || ids.contains(null)) {
            RequestFaults faults = new RequestFaults();
            faults.add("ids", "ids must name 1 to " + MOST_AT_ONCE + " letters");
            faults.refuse();
        }
        return new ReplayedDocument(
                letters.replayInOrder(ids, name(caller)).stream()
                        .map(ReplayedDocument.One::of)
                        .toList());
    }

    @PostMapping("/{id}/discard")
    DeadLetterDocument discard(
            @PathVariable long id,
            @RequestBody(required = false) @Nullable DiscardRequest request,
            @Nullable Principal caller) {
        Long revision = request == null ? null : request.revision();
        return DeadLetterDocument.of(letters.discard(id, revision, name(caller)));
    }

    private static String name(@Nullable Principal caller) {
        return caller == null ? "anonymous" : caller.getName();
    }

    /**
     * What to send in place of a letter.
     *
     * @param payload the corrected object, or its text; null to send what was received
     */
    record ReplayRequest(@Nullable JsonNode payload, @Nullable Long revision) {

        static final ReplayRequest NOTHING = new ReplayRequest(null, null);

        byte @Nullable [] bytes() {
            JsonNode given = payload;
            if (given == null || given.isNull()) {
                return null;
            }
            String text = given.isString() ? given.stringValue() : given.toString();
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Which letters to send. */
    record ReplayAllRequest(@Nullable List<Long> ids) {}

    /** The revision that was read. */
    record DiscardRequest(@Nullable Long revision) {}

    /** How each went, in the order in which they were sent. */
    record ReplayedDocument(List<One> results) {

        /**
         * One of them.
         *
         * @param code why it stays open, null where it went through
         */
        record One(long id, int status, @Nullable String code, @Nullable String detail) {

            static One of(DeadLetters.Replayed replayed) {
                return switch (replayed) {
                    case DeadLetters.Replayed.Through through ->
                            new One(through.id(), 200, null, null);
                    case DeadLetters.Replayed.Kept(long id, RefusedException refused) ->
                            new One(
                                    id,
                                    refused.code().status(),
                                    refused.code().code(),
                                    refused.getMessage());
                };
            }
        }
    }
}
