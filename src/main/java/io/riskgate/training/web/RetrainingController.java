package io.riskgate.training.web;

import io.riskgate.training.RetrainingRun;
import io.riskgate.training.Retrainings;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.Page;
import io.riskgate.transaction.RefusedException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.security.Principal;
import java.util.UUID;

/** Starting and following training runs over HTTP (contract section 7). */
@RestController
@RequestMapping("/admin/v1/retraining/runs")
class RetrainingController {

    private final Retrainings retrainings;

    RetrainingController(Retrainings retrainings) {
        this.retrainings = retrainings;
    }

    /** Starts one; 409 while another is under way. */
    @PostMapping
    ResponseEntity<RetrainingRun> start(
            @RequestBody(required = false) @Nullable RunDocument body, @Nullable Principal caller) {
        RunDocument asked = body == null ? RunDocument.EMPTY : body;
        RetrainingRun begun =
                retrainings.begin(
                        asked.request(retrainings.model()),
                        caller == null ? "anonymous" : caller.getName());
        return ResponseEntity.accepted()
                .location(URI.create("/admin/v1/retraining/runs/" + begun.id()))
                .body(begun);
    }

    @GetMapping
    Page<RetrainingRun> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable UUID after) {
        int most = Page.limit(limit);
        return Page.of(retrainings.list(after, most + 1), most, run -> String.valueOf(run.id()));
    }

    @GetMapping("/{id}")
    RetrainingRun get(@PathVariable UUID id) {
        return retrainings
                .find(id)
                .orElseThrow(
                        () ->
                                new RefusedException(
                                        ErrorCode.NOT_FOUND,
                                        "There is no training run " + id + "."));
    }
}
