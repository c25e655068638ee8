package io.riskgate.gate;

import io.riskgate.outcome.ReportedOutcome;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.Transaction;

import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.Map;

/** Transactions and outcomes as a sender writes them. */
public final class Contract {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Contract() {}

    public static String json(Transaction transaction) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("transactionId", transaction.transactionId());
        json.put("occurredAt", transaction.occurredAt().toString());
        json.put(
                "amount",
                Map.of(
                        "value", transaction.amount().value(),
                        "currency", transaction.amount().currency().getCurrencyCode()));
        json.put("channel", transaction.channel().name());
        transaction.identifiers().asMap().forEach((kind, value) -> json.put(kind.field(), value));
        Circumstances circumstances = transaction.circumstances();
        json.put("merchantCategory", circumstances.merchantCategory());
        json.put("merchantCountry", circumstances.merchantCountry());
        json.put("cardCountry", circumstances.cardCountry());
        json.put("latitude", circumstances.latitude());
        json.put("longitude", circumstances.longitude());
        json.put("attributes", transaction.attributes().values());
        return JSON.writeValueAsString(json);
    }

    public static String json(ReportedOutcome report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("outcomeId", report.outcomeId());
        json.put("transactionId", report.transactionId());
        json.put("verdict", report.verdict().name());
        json.put("source", report.source().name());
        json.put("reason", report.reason());
        json.put("reportedAt", report.reportedAt().toString());
        json.put("reverses", report.reverses());
        return JSON.writeValueAsString(json);
    }
}
