package io.riskgate.registry.web;

import io.riskgate.registry.AliasRevision;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Models;
import io.riskgate.registry.RevisedThresholds;
import io.riskgate.registry.ServingVersions;
import io.riskgate.registry.Thresholds;
import io.riskgate.registry.Thresholds.Bands;
import io.riskgate.transaction.Changed;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.Proposal;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** From which score on what is done: the champion's, per channel. */
@RestController
@RequestMapping("/admin/v1/thresholds")
class ThresholdsController {

    private final ThresholdChanges admin;
    private final Models models;
    private final ServingVersions serving;

    ThresholdsController(ThresholdChanges admin, Models models, ServingVersions serving) {
        this.admin = admin;
        this.models = models;
        this.serving = serving;
    }

    @GetMapping
    View get() {
        return View.of(models.thresholds(champion()));
    }

    @PutMapping
    ResponseEntity<Object> put(@RequestBody Edit edit, @Nullable Principal principal) {
        if (edit.revision == null) {
            throw invalid("revision", "revision is required: the one that was read");
        }
        if (edit.standard == null) {
            throw invalid("standard", "standard is required: {challenge, review, decline}");
        }
        Map<Channel, Bands> channels = new EnumMap<>(Channel.class);
        if (edit.channels != null) {
            edit.channels.forEach(
                    (channel, bands) -> channels.put(channel, bands("channels." + channel, bands)));
        }
        Thresholds thresholds = new Thresholds(bands("standard", edit.standard), channels);
        Changed<RevisedThresholds> changed =
                admin.edit(
                        new RevisedThresholds(champion(), edit.revision, thresholds),
                        Caller.of(principal));
        return switch (changed) {
            case Changed.Made<RevisedThresholds>(RevisedThresholds now) ->
                    ResponseEntity.ok(View.of(now));
            case Changed.Proposed<RevisedThresholds>(Proposal proposal) -> Waiting.answer(proposal);
        };
    }

    private ModelReference champion() {
        return serving.of(ServingVersions.Role.CHAMPION)
                .map(AliasRevision::reference)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NOT_FOUND,
                                        "There is no champion whose thresholds these could be."));
    }

    private static Bands bands(String field, GivenBands given) {
        if (given.challenge == null || given.review == null || given.decline == null) {
            throw invalid(field, field + " needs challenge, review and decline");
        }
        try {
            return new Bands(given.challenge, given.review, given.decline);
        } catch (IllegalArgumentException e) {
            throw invalid(field, String.valueOf(e.getMessage()));
        }
    }

    private static RefusedException invalid(String field, String message) {
        return RefusedException.invalid(List.of(new FieldFault(field, "invalid_request", message)));
    }

    /** What a caller sends. */
    record Edit(
            @Nullable Integer revision,
            @Nullable GivenBands standard,
            @Nullable Map<Channel, GivenBands> channels) {}

    /** Bands as a caller sends them. */
    record GivenBands(
            @Nullable Double challenge, @Nullable Double review, @Nullable Double decline) {}

    /**
     * What stands.
     *
     * @param model whose thresholds these are
     * @param revision to be named by an edit
     */
    record View(ModelReference model, int revision, Bands standard, Map<Channel, Bands> channels) {

        static View of(RevisedThresholds thresholds) {
            return new View(
                    thresholds.model(),
                    thresholds.revision(),
                    thresholds.thresholds().standard(),
                    thresholds.thresholds().channels());
        }
    }
}
