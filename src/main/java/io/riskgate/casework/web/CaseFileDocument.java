package io.riskgate.casework.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.riskgate.casework.CaseFile;
import io.riskgate.journal.TraceDocument;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A case as its own page shows it.
 *
 * @param trace of its newest decision
 */
record CaseFileDocument(
        @JsonUnwrapped CaseDocument summary,
        List<CaseFile.Gathered> decisions,
        @Nullable TraceDocument trace,
        List<CaseFile.Recent> recentTransactions,
        List<CaseFile.Note> notes,
        List<CaseFile.Event> history) {

    static CaseFileDocument of(CaseFile file, @Nullable TraceDocument trace, Instant now) {
        return new CaseFileDocument(
                CaseDocument.of(file.fraudCase(), now),
                file.decisions(),
                trace,
                file.recentTransactions(),
                file.notes(),
                file.history());
    }
}
