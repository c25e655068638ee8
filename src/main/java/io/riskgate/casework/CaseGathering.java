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
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
            select sequence, decided_at, amount_minor, score, transaction_id, account_id, currency,
                outcome
            from journal where sequence > ? and outcome in ('REVIEW', 'DECLINE')
            order by sequence limit
            """
                    + BATCH;

    /* One row an account, so that no row is met twice by one statement. */
    private static final String OPEN_OR_ADD =
            """
            insert into fraud_case (case_id, opened_at, due_at, last_decided_at, amount_at_risk,
                max_score, revision, decision_count, escalated, reported, account_id, status,
                outcome)
            select case_id, ?, ?, last_decided_at, amount_at_risk, max_score, decisions, decisions,
                false, true, account_id, 'OPEN', outcome
            from unnest(?::uuid[], ?::timestamptz[], ?::float8[], ?::float8[], ?::int[], ?::text[],
                    ?::text[])
                as one (case_id, last_decided_at, amount_at_risk, max_score, decisions, account_id,
                    outcome)
            on conflict (account_id) where status <> 'RESOLVED' do update set
                amount_at_risk = fraud_case.amount_at_risk + excluded.amount_at_risk,
                max_score = greatest(fraud_case.max_score, excluded.max_score),
                last_decided_at = greatest(fraud_case.last_decided_at, excluded.last_decided_at),
                decision_count = fraud_case.decision_count + excluded.decision_count,
                revision = fraud_case.revision + excluded.decision_count,
                outcome = case when excluded.outcome = 'DECLINE' then 'DECLINE'
                    else fraud_case.outcome end
            returning account_id, case_id
            """;

    private static final String ADD_DECISIONS =
            """
            insert into case_decision (sequence, case_id, decision_id, occurred_at, decided_at,
                amount_minor, score, amount_at_risk, transaction_id, currency, channel, outcome,
                card_id, merchant_id, device_id, reasons)
            select j.sequence, one.case_id, j.decision_id, j.occurred_at, j.decided_at,
                j.amount_minor, j.score, one.amount_at_risk, j.transaction_id, j.currency,
                j.channel, j.outcome, j.card_id, j.merchant_id, j.device_id, j.reasons
            from (select * from journal where sequence between ? and ?
                    and outcome in ('REVIEW', 'DECLINE')) as j
                join unnest(?::bigint[], ?::uuid[], ?::float8[])
                    as one (sequence, case_id, amount_at_risk) on one.sequence = j.sequence
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
        if (!waiting.isEmpty()) {
            gather(waiting);
            jdbc.sql("update case_cursor set sequence = ? where subject = 'journal'")
                    .param(waiting.getLast().sequence())
                    .update();
        }
        return waiting.size();
    }

    private void gather(List<Waiting> waiting) {
        Map<String, Gathered> byAccount = new LinkedHashMap<>();
        for (Waiting decision : waiting) {
            byAccount
                    .computeIfAbsent(decision.accountId(), account -> new Gathered())
                    .add(decision);
        }
        Map<String, UUID> cases = openOrAdd(byAccount);
        addDecisions(waiting, cases);
        Set<UUID> opened = new HashSet<>();
        byAccount.forEach((account, gathered) -> opened.add(gathered.fresh));
        events.add(
                waiting.stream().map(one -> cases.get(one.accountId())).toList(),
                // The first of a case that bears the name made for it here has opened it.
                waiting.stream()
                        .map(one -> opened.remove(cases.get(one.accountId())))
                        .map(first -> first ? "OPENED" : "GATHERED")
                        .toList(),
                waiting.stream().map(Waiting::transactionId).toList());
        cases.forEach(open::opened);
    }

    private Map<String, UUID> openOrAdd(Map<String, Gathered> byAccount) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        Collection<Gathered> all = byAccount.values();
        Map<String, UUID> cases = new HashMap<>();
        jdbc.sql(OPEN_OR_ADD)
                .param(now)
                .param(now.plus(settings.due()))
                .param(all.stream().map(one -> one.fresh.toString()).toArray(String[]::new))
                .param(all.stream().map(one -> one.lastDecidedAt()).toArray(String[]::new))
                .param(all.stream().map(one -> one.atRisk).toArray(Double[]::new))
                .param(all.stream().map(one -> one.maxScore).toArray(Double[]::new))
                .param(all.stream().map(one -> one.decisions).toArray(Integer[]::new))
                .param(byAccount.keySet().toArray(String[]::new))
                .param(all.stream().map(one -> one.outcome).toArray(String[]::new))
                .query(
                        row -> {
                            cases.put(row.getString(1), row.getObject(2, UUID.class));
                        });
        return cases;
    }

    private void addDecisions(List<Waiting> waiting, Map<String, UUID> cases) {
        jdbc.sql(ADD_DECISIONS)
                .param(waiting.getFirst().sequence())
                .param(waiting.getLast().sequence())
                .param(waiting.stream().map(Waiting::sequence).toArray(Long[]::new))
                .param(
                        waiting.stream()
                                .map(one -> String.valueOf(cases.get(one.accountId())))
                                .toArray(String[]::new))
                .param(waiting.stream().map(this::atRisk).toArray(Double[]::new))
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
                row.getObject("decided_at", OffsetDateTime.class),
                row.getLong("amount_minor"),
                CaseRows.number(row, "score"),
                row.getString("transaction_id"),
                row.getString("account_id"),
                row.getString("currency"),
                row.getString("outcome"));
    }

    /** A journaled decision that is in no case yet. */
    private record Waiting(
            long sequence,
            OffsetDateTime decidedAt,
            long amountMinor,
            @Nullable Double score,
            String transactionId,
            String accountId,
            String currency,
            String outcome) {}

    /** The waiting decisions of one account, and the case that they open where there is none. */
    private final class Gathered {

        private final UUID fresh = UUID.randomUUID();
        private @Nullable OffsetDateTime last;
        private @Nullable Double maxScore;
        private String outcome = "REVIEW";
        private double atRisk;
        private int decisions;

        void add(Waiting decision) {
            Double score = decision.score();
            if (last == null || decision.decidedAt().isAfter(last)) {
                last = decision.decidedAt();
            }
            if (score != null && (maxScore == null || score > maxScore)) {
                maxScore = score;
            }
            outcome = decision.outcome().equals("DECLINE") ? "DECLINE" : outcome;
            atRisk += CaseGathering.this.atRisk(decision);
            decisions++;
        }

        String lastDecidedAt() {
            return String.valueOf(last);
        }
    }
}
