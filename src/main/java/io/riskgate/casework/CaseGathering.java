package io.riskgate.casework;

import io.riskgate.policy.ReferenceRates;
import io.riskgate.transaction.Amount;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reads the journal on from where it stopped and gathers what needs a person into cases. */
@Component
class CaseGathering {

    /*
     * The cursor moves in the transaction that writes the cases, so each decision is gathered exactly once whatever
     * crashes when; whoever holds its row is the one replica that gathers. The journal becomes visible in the order of
     * its numbers, so nothing can appear behind the cursor.
     */
    private static final int BATCH = 500;

    private static final String WAITING =
            """
            select sequence, decision_id, occurred_at, decided_at, amount_minor, score,
                transaction_id, account_id, currency, channel, outcome, card_id, merchant_id,
                device_id, reasons::text as reasons
            from journal where sequence > ? and outcome in ('REVIEW', 'DECLINE')
            order by sequence limit
            """
                    + BATCH;

    private static final String OPEN_OR_ADD =
            """
            insert into fraud_case (case_id, opened_at, due_at, last_decided_at, amount_at_risk,
                max_score, revision, decision_count, escalated, reported, account_id, status,
                outcome)
            values (:id, :now, :due, :decidedAt, :atRisk, :score, 1, 1, false, true, :account,
                'OPEN', :outcome)
            on conflict (account_id) where status <> 'RESOLVED' do update set
                amount_at_risk = fraud_case.amount_at_risk + excluded.amount_at_risk,
                max_score = greatest(fraud_case.max_score, excluded.max_score),
                last_decided_at = greatest(fraud_case.last_decided_at, excluded.last_decided_at),
                decision_count = fraud_case.decision_count + 1,
                revision = fraud_case.revision + 1,
                outcome = case when excluded.outcome = 'DECLINE' then 'DECLINE'
                    else fraud_case.outcome end
            returning case_id
            """;

    private static final String ADD_DECISION =
            """
            insert into case_decision (sequence, case_id, decision_id, occurred_at, decided_at,
                amount_minor, score, amount_at_risk, transaction_id, currency, channel, outcome,
                card_id, merchant_id, device_id, reasons)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ReferenceRates rates;
    private final CaseworkSettings settings;
    private final CaseEvents events;
    private final OpenCases open;
    private final Clock clock;

    CaseGathering(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            ReferenceRates rates,
            CaseworkSettings settings,
            CaseEvents events,
            OpenCases open,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.rates = rates;
        this.settings = settings;
        this.events = events;
        this.open = open;
        this.clock = clock;
    }

    /** Gathers until nothing waits; answers how many decisions it took. */
    int gather() {
        int all = 0;
        int some;
        do {
            some = Objects.requireNonNull(transaction.execute(_ -> batch()));
            all += some;
        } while (some == BATCH);
        return all;
    }

    private int batch() {
        List<Long> cursor =
                jdbc.sql(
                                "select sequence from case_cursor where subject = 'journal'"
                                        + " for update skip locked")
                        .query(Long.class)
                        .list();
        if (cursor.isEmpty()) {
            return 0;
        }
        List<Waiting> waiting =
                jdbc.sql(WAITING).param(cursor.getFirst()).query(CaseGathering::waiting).list();
        Map<String, UUID> gathered = new HashMap<>();
        waiting.forEach(decision -> gathered.put(decision.accountId(), add(decision)));
        if (!waiting.isEmpty()) {
            jdbc.sql("update case_cursor set sequence = ? where subject = 'journal'")
                    .param(waiting.getLast().sequence())
                    .update();
        }
        gathered.forEach(open::opened);
        return waiting.size();
    }

    private UUID add(Waiting decision) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        double atRisk = atRisk(decision);
        UUID fresh = UUID.randomUUID();
        UUID id =
                jdbc.sql(OPEN_OR_ADD)
                        .param("id", fresh)
                        .param("now", now)
                        .param("due", now.plus(settings.due()))
                        .param("decidedAt", decision.decidedAt())
                        .param("atRisk", atRisk)
                        .param("score", decision.score())
                        .param("account", decision.accountId())
                        .param("outcome", decision.outcome())
                        .query(UUID.class)
                        .single();
        gather(id, decision, atRisk);
        events.add(
                id,
                id.equals(fresh) ? "OPENED" : "GATHERED",
                CaseEvents.SYSTEM,
                decision.transactionId());
        return id;
    }

    private void gather(UUID id, Waiting decision, double atRisk) {
        jdbc.sql(ADD_DECISION)
                .params(
                        Arrays.asList(
                                decision.sequence(),
                                id,
                                decision.decisionId(),
                                decision.occurredAt(),
                                decision.decidedAt(),
                                decision.amountMinor(),
                                decision.score(),
                                atRisk,
                                decision.transactionId(),
                                decision.currency(),
                                decision.channel(),
                                decision.outcome(),
                                decision.cardId(),
                                decision.merchantId(),
                                decision.deviceId(),
                                decision.reasons()))
                .update();
    }

    /* Where no rate is known the major units stand for themselves: a case may be misplaced in the queue, never lost. */
    private double atRisk(Waiting decision) {
        Amount amount =
                new Amount(decision.amountMinor(), Currency.getInstance(decision.currency()));
        double score = decision.score() == null ? 1 : decision.score();
        return score * rates.convert(amount).orElse(amount.majorUnits());
    }

    private static Waiting waiting(ResultSet row, int number) throws SQLException {
        return new Waiting(
                row.getLong("sequence"),
                row.getObject("decision_id", UUID.class),
                row.getObject("occurred_at", OffsetDateTime.class),
                row.getObject("decided_at", OffsetDateTime.class),
                row.getLong("amount_minor"),
                CaseRows.number(row, "score"),
                row.getString("transaction_id"),
                row.getString("account_id"),
                row.getString("currency"),
                row.getString("channel"),
                row.getString("outcome"),
                row.getString("card_id"),
                row.getString("merchant_id"),
                row.getString("device_id"),
                row.getString("reasons"));
    }

    /** A journaled decision that is in no case yet. */
    private record Waiting(
            long sequence,
            UUID decisionId,
            OffsetDateTime occurredAt,
            OffsetDateTime decidedAt,
            long amountMinor,
            @Nullable Double score,
            String transactionId,
            String accountId,
            String currency,
            String channel,
            String outcome,
            @Nullable String cardId,
            @Nullable String merchantId,
            @Nullable String deviceId,
            @Nullable String reasons) {}
}
