package io.riskgate.ingest.web;

import io.riskgate.ingest.HistoryImport;
import io.riskgate.ingest.HistoryImport.Line;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.List;

/**
 * The door the import command uses while the service runs, so that what it loads counts in the
 * windows at once.
 */
@RestController
@ConditionalOnWebApplication
class ImportController {

    private static final TypeReference<List<Line>> LINES = new TypeReference<>() {};

    private final HistoryImport history;
    private final JsonMapper json;

    ImportController(HistoryImport history, JsonMapper json) {
        this.history = history;
        this.json = json;
    }

    /** Records lines of history in their order. */
    @PostMapping(
            path = "/admin/v1/imports",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    HistoryImport.Result load(HttpServletRequest request) throws IOException {
        return history.load(lines(request));
    }

    private List<Line> lines(HttpServletRequest request) throws IOException {
        byte[] body = Bodies.read(request, Bodies.MAX_IMPORT);
        try {
            return List.copyOf(json.readValue(body, LINES));
        } catch (JacksonException e) {
            throw new HttpMessageNotReadableException(
                    "unreadable lines", e, new ServletServerHttpRequest(request));
        } catch (NullPointerException e) {
            throw new RefusedException(ErrorCode.INVALID_REQUEST, "A line must not be null.");
        }
    }
}
