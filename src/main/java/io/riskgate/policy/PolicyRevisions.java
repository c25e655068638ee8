package io.riskgate.policy;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The numbers by which replicas see that rules or lists changed. Raising one holds its row until
 * the transaction ends, so that revisions become visible in their order.
 */
@Component
class PolicyRevisions {

    private final JdbcClient jdbc;

    PolicyRevisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long current(Subject subject) {
        return jdbc.sql("select revision from policy_revision where subject = ?")
                .param(subject.column)
                .query(Long.class)
                .single();
    }

    /** Must be called within the transaction that makes the change. */
    long raise(Subject subject) {
        return jdbc.sql(
                        "update policy_revision set revision = revision + 1 where subject = ?"
                                + " returning revision")
                .param(subject.column)
                .query(Long.class)
                .single();
    }

    /** What has revisions. */
    enum Subject {
        RULES("rules"),
        LISTS("lists");

        private final String column;

        Subject(String column) {
            this.column = column;
        }
    }
}
