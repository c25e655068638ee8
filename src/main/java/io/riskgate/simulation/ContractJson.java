package io.riskgate.simulation;

import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes transactions and outcomes as a sender would (contract sections 3 and 4). */
public final class ContractJson {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private ContractJson() {}

    /** A request body of section 3, on one line. */
    public static String of(Transaction transaction) {
        Fields fields = new Fields();
        fields.put("transactionId", transaction.transactionId());
        fields.put("occurredAt", time(transaction.occurredAt()));
        Fields amount = new Fields();
        amount.put("value", transaction.amount().value());
        amount.put("currency", transaction.amount().currency().getCurrencyCode());
        fields.put("amount", amount.present);
        fields.put("channel", transaction.channel().name());
        for (Identifier kind : Identifier.values()) {
            fields.put(kind.field(), transaction.identifier(kind));
        }
        Circumstances circumstances = transaction.circumstances();
        fields.put("merchantCategory", circumstances.merchantCategory());
        fields.put("merchantCountry", circumstances.merchantCountry());
        fields.put("cardCountry", circumstances.cardCountry());
        fields.put("latitude", circumstances.latitude());
        fields.put("longitude", circumstances.longitude());
        if (!transaction.attributes().values().isEmpty()) {
            fields.put("attributes", transaction.attributes().values());
        }
        return JSON.writeValueAsString(fields.present);
    }

    /** A request body of section 4, on one line. */
    public static String of(ReportedOutcome outcome) {
        Fields fields = new Fields();
        fields.put("outcomeId", outcome.outcomeId());
        fields.put("transactionId", outcome.transactionId());
        fields.put("verdict", outcome.verdict().name());
        fields.put("source", outcome.source().name());
        fields.put("reason", outcome.reason());
        fields.put("reportedAt", time(outcome.reportedAt()));
        fields.put("reverses", outcome.reverses());
        return JSON.writeValueAsString(fields.present);
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** What is absent is left out. */
    private static final class Fields {

        private final Map<String, Object> present = new LinkedHashMap<>();

        void put(String name, @Nullable Object value) {
            if (value != null) {
                present.put(name, value);
            }
        }
    }
}
