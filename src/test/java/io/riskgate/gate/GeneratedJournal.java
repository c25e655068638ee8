package io.riskgate.gate;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * Many decisions made with SQL from one that the gate made: as wide as a real one, each with an
 * amount, a score, an account and a vector of its own, one in a hundred reported as fraud.
 */
final class GeneratedJournal {

    private static final long CHUNK = 250_000;

    private final JdbcClient jdbc;
    private final long base;
    private final long count;
    private final int days;
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /**
     * A journal to be.
     *
     * @param base where its numbers begin, ahead of those of the service; reports follow
     * @param days over how many days it is spread, ending today
     */
    GeneratedJournal(JdbcClient jdbc, long base, long count, int days) {
        this.jdbc = jdbc;
        this.base = base;
        this.count = count;
        this.days = days;
    }

    /** Makes the rows, two portions at a time, from the decision of this transaction. */
    void fill(String template) throws Exception {
        requireAmountInFull(template);
        jdbc.sql(
                        "select make_journal_part((now() - make_interval(days => day))::date)"
                                + " from generate_series(0, ?, 25) day")
                .param(days)
                .query((row, number) -> number)
                .list();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            var portions =
                    LongStream.iterate(0, from -> from < count, from -> from + CHUNK)
                            .<Future<?>>mapToObj(from -> two.submit(() -> portion(template, from)))
                            .toList();
            for (Future<?> portion : portions) {
                portion.get();
            }
        }
        jdbc.sql("analyze").update();
    }

    private void portion(String template, long from) {
        long to = Math.min(count, from + CHUNK) - 1;
        for (String sql : new String[] {identities(), journal(), reports()}) {
            jdbc.sql(sql)
                    .param("template", template)
                    .param("base", base)
                    .param("from", from)
                    .param("to", to)
                    .update();
        }
    }

    /* The same for an identity as for its row, which are found by it together. */
    private String moment() {
        return "timestamptz '%s' - make_interval(secs => (%d - n) * %f)"
                .formatted(end, count, days * 86_400.0 / count);
    }

    private String identities() {
        return """
        insert into transaction_identity (transaction_id, content_hash, sequence, recorded_at)
        select 'gen-' || :base || '-' || n, md5(n::text)::uuid, %d + n, %s
        from generate_series(:from, :to) n where :template <> ''
        """
                .formatted(base, moment());
    }

    private String journal() {
        return """
        insert into journal (sequence, recorded_at, occurred_at, decided_at, amount_minor,
            decision_id, score, plan_id, model_version, features_micros, scoring_micros,
            policy_micros, total_micros, degraded, transaction_id, account_id, currency, channel,
            card_id, merchant_id, device_id, ip_address, merchant_category, merchant_country,
            card_country, outcome, path, model_name, vector, attributes, reasons, trace)
        select %1$d + n, moment, moment, moment, amount, gen_random_uuid(), made.score, j.plan_id,
            j.model_version, j.features_micros, j.scoring_micros, j.policy_micros, j.total_micros,
            false, 'gen-' || :base || '-' || n, 'acc-' || n %% 200000, 'EUR', j.channel, 'card-' || n %% 210000,
            'm-' || n %% 20000, 'd-' || n %% 190000, j.ip_address, j.merchant_category,
            j.merchant_country, j.card_country,
            case when made.score > 0.998 then 'DECLINE' when made.score > 0.995 then 'REVIEW'
                else 'APPROVE' end,
            j.path, j.model_name,
            overlay(j.vector placing float4send((amount / 100.0)::real)
                from 3 + ((get_byte(j.vector, 0) & 127) * 256 + get_byte(j.vector, 1) + 3) / 4), j.attributes,
            case when made.score > 0.995 then j.reasons end, j.trace
        from journal j, generate_series(:from, :to) n,
            lateral (select %2$s as moment, (n * 7919) %% 50000 + 1 as amount,
                ((n * 104729) %% 100003) / 100003.0 as score) made
        where j.transaction_id = :template
        """
                .formatted(base, moment());
    }

    private String reports() {
        return """
        insert into outcome_report (sequence, reported_at, recorded_at, outcome_id, transaction_id,
            verdict, source, reason)
        select %1$d + %2$d + n, %3$s, %3$s, 'gen-' || :base || '-' || n, 'gen-' || :base || '-' || n,
            case when n %% 300 = 0 then 'LEGITIMATE' else 'FRAUD' end, 'CHARGEBACK', '10.4'
        from generate_series(:from, :to) n where n %% 100 = 0 and :template <> ''
        """
                .formatted(base, count, moment());
    }

    /* The amount is the first value of a vector; it is replaced where it stands as a whole float. */
    private void requireAmountInFull(String template) {
        int kinds =
                jdbc.sql("select get_byte(vector, 2) from journal where transaction_id = ?")
                        .param(template)
                        .query(Integer.class)
                        .single();
        if ((kinds & 3) != 3) {
            throw new IllegalArgumentException("the template's amount must not be a small count");
        }
    }
}
