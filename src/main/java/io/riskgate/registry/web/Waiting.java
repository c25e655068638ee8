package io.riskgate.registry.web;

import io.riskgate.transaction.Proposal;

import org.springframework.http.ResponseEntity;

import java.net.URI;

/** That a change waits for a second person. */
record Waiting(Proposal change) {

    static ResponseEntity<Object> answer(Proposal proposal) {
        return ResponseEntity.accepted()
                .location(URI.create(proposal.location()))
                .body(new Waiting(proposal));
    }
}
