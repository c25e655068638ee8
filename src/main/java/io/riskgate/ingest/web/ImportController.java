package io.riskgate.ingest.web;

import io.riskgate.ingest.HistoryImport;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/**
 * The door the import command uses while the service runs, so that what it loads counts in the
 * windows at once.
 */
@RestController
class ImportController {

    private final HistoryImport history;

    ImportController(HistoryImport history) {
        this.history = history;
    }

    /** Records lines of history in their order. */
    @PostMapping("/admin/v1/imports")
    HistoryImport.Result load(@RequestBody List<HistoryImport.Line> lines) {
        return history.load(lines);
    }
}
