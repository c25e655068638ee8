package io.riskgate.casework;

import io.riskgate.decision.CaseBook;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The unresolved case of each account, in memory: an answer names it and never waits for it. */
@Component
class OpenCases implements CaseBook {

    private static final Logger log = LoggerFactory.getLogger(OpenCases.class);

    private final JdbcClient jdbc;
    private volatile Map<String, UUID> byAccount = new ConcurrentHashMap<>();

    OpenCases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public @Nullable UUID openCaseOf(String accountId) {
        return byAccount.get(accountId);
    }

    @Override
    public @Nullable UUID caseOf(String transactionId) {
        try {
            return jdbc.sql(
                            "select case_id from case_decision where transaction_id = ?"
                                    + " order by sequence limit 1")
                    .param(transactionId)
                    .query(UUID.class)
                    .optional()
                    .orElse(null);
        } catch (DataAccessException unreadable) {
            log.debug("The case of {} cannot be read.", transactionId, unreadable);
            return null;
        }
    }

    void opened(String accountId, UUID caseId) {
        byAccount.put(accountId, caseId);
    }

    void closed(String accountId, UUID caseId) {
        byAccount.remove(accountId, caseId);
    }

    /** Reads them all: what other replicas opened and closed is known from now on. */
    void reload() {
        Map<String, UUID> fresh = new ConcurrentHashMap<>();
        jdbc.sql("select account_id, case_id from fraud_case where status <> 'RESOLVED'")
                .query(
                        row -> {
                            fresh.put(row.getString(1), row.getObject(2, UUID.class));
                        });
        byAccount = fresh;
    }
}
