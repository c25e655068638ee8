package io.riskgate.journal.jdbc;

import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/** Long reads in constant memory: the driver fetches in portions only outside auto-commit. */
@Component
class Cursors {

    private static final int FETCH = 5_000;

    private final DataSource source;

    Cursors(DataSource source) {
        this.source = source;
    }

    void read(String sql, List<Object> parameters, RowConsumer rows) {
        try (Connection connection = source.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (PreparedStatement query = prepared(connection, sql, parameters);
                    ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    rows.accept(row);
                }
            } finally {
                connection.rollback();
            }
        } catch (SQLException failure) {
            throw new SQLExceptionSubclassTranslator()
                    .translate("reading the journal", sql, failure);
        }
    }

    static PreparedStatement prepared(Connection connection, String sql, List<Object> parameters)
            throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setFetchSize(FETCH);
        for (int i = 0; i < parameters.size(); i++) {
            query.setObject(i + 1, parameters.get(i));
        }
        return query;
    }

    /** Takes one row. */
    interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }
}
