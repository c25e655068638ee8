package io.riskgate.transaction;

import java.util.UUID;

/** A change that waits for a second person. */
public record Proposal(UUID id, String resource) {

    /** Where it is approved or rejected. */
    public String location() {
        return "/admin/v1/changes/" + id;
    }
}
