package io.riskgate.casework.web;

import io.riskgate.casework.Cases;
import io.riskgate.casework.Resolution;
import io.riskgate.transaction.RefusedException;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Resolving cases over HTTP (contract section 7). */
@RestController
@RequestMapping("/admin/v1/cases")
class ResolutionController {

    private static final int MOST = 200;

    private final Cases cases;
    private final Clock clock;

    ResolutionController(Cases cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /** Closes a case, reports its decisions, and lists what the body names. */
    @PostMapping("/{id}/resolve")
    CaseDocument resolve(
            @PathVariable UUID id,
            @RequestBody ResolutionRequest request,
            @Nullable Principal caller) {
        RequestFaults faults = new RequestFaults();
        Resolution resolution = request.check(faults);
        faults.revision(request.revision() == null ? null : request.revision().longValue());
        faults.refuse();
        return CaseDocument.of(
                cases.resolve(id, resolution, request.revision(), Callers.name(caller)),
                clock.instant());
    }

    /** Resolves several cases alike; each is told how it went. */
    @PostMapping("/resolve")
    BulkAnswer resolveAll(@RequestBody BulkRequest request, @Nullable Principal caller) {
        RequestFaults faults = new RequestFaults();
        List<BulkRequest.One> asked = Objects.requireNonNullElse(request.cases(), List.of());
        if (asked.isEmpty() || asked.size() > MOST) {
            faults.add("cases", "cases must name 1 to " + MOST);
        }
        Resolution resolution =
                new ResolutionRequest(
                                request.verdict(), request.reason(), null, request.listEntries())
                        .check(faults);
        for (int i = 0; i < asked.size(); i++) {
            if (asked.get(i).id() == null || asked.get(i).revision() == null) {
                faults.add("cases[" + i + "]", "id and revision are required");
            }
        }
        faults.refuse();
        List<BulkAnswer.One> results = new ArrayList<>();
        for (BulkRequest.One one : asked) {
            results.add(resolve(one, resolution, Callers.name(caller)));
        }
        return new BulkAnswer(results);
    }

    private BulkAnswer.One resolve(BulkRequest.One one, Resolution resolution, String caller) {
        UUID id = Objects.requireNonNull(one.id());
        try {
            cases.resolve(id, resolution, one.revision(), caller);
            return new BulkAnswer.One(id, 200, null, null);
        } catch (RefusedException refused) {
            return new BulkAnswer.One(
                    id, refused.code().status(), refused.code().code(), refused.getMessage());
        }
    }

    /**
     * Cases to be resolved alike.
     *
     * @param listEntries what to list with the first of them that is resolved
     */
    record BulkRequest(
            @Nullable List<One> cases,
            @Nullable String verdict,
            @Nullable String reason,
            @Nullable List<ResolutionRequest.Listing> listEntries) {

        /** One of them. */
        record One(@Nullable UUID id, @Nullable Integer revision) {}
    }

    /** How it went, in the order of the request. */
    record BulkAnswer(List<One> results) {

        /**
         * One of them.
         *
         * @param code why it was refused, null where it was not
         */
        record One(UUID id, int status, @Nullable String code, @Nullable String detail) {}
    }
}
