package io.riskgate.ingest.web;

import io.riskgate.decision.Answer;
import io.riskgate.decision.DecisionJson;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;

/**
 * {@code POST /v1/decisions}: one transaction in, one decision out. Most come by the {@link
 * ShortWay} and not by here.
 */
@RestController
@ConditionalOnWebApplication
class DecisionController {

    private final DecisionDoor door;

    DecisionController(DecisionDoor door) {
        this.door = door;
    }

    @PostMapping(
            path = ShortWay.PATH,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> decide(HttpServletRequest request) throws IOException {
        Answer.Decided decided = door.decide(request);
        ResponseEntity.BodyBuilder response =
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        if (decided.replayed()) {
            response.header(CallHeaders.REPLAYED, "true");
        }
        return response.body(DecisionJson.bytes(decided.decision()));
    }
}
