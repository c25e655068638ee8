package io.riskgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.jdbc.core.simple.JdbcClient;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/** How long the view of a case takes, of many cases in no order. */
final class CaseViews {

    private static final int COLD = 300;
    private static final int WARM = 2_000;

    private final RunningGate gate;

    CaseViews(RunningGate gate) {
        this.gate = gate;
    }

    /** Asks for the views of cases that nobody looked at before, and prints what they took. */
    void time(long decisions) {
        List<UUID> ids =
                new ArrayList<>(
                        gate.bean(JdbcClient.class)
                                .sql("select case_id from fraud_case order by case_id")
                                .query(UUID.class)
                                .list());
        Collections.shuffle(ids, new Random(1));
        say("the first %,d", decisions, views(ids.subList(0, Math.min(COLD, ids.size()))));
        int rest = Math.min(ids.size(), COLD + WARM);
        say("the next %,d", decisions, views(ids.subList(Math.min(COLD, rest), rest)));
    }

    private List<Long> views(List<UUID> ids) {
        List<Long> nanos = new ArrayList<>();
        for (UUID id : ids) {
            long start = System.nanoTime();
            RunningGate.Reply reply = gate.get("/admin/v1/cases/" + id, "rk_dev_analyst");
            nanos.add(System.nanoTime() - start);
            assertThat(reply.status()).isEqualTo(200);
            JsonNode view = reply.json();
            for (JsonNode part :
                    List.of(
                            view.path("decisions"),
                            view.path("trace").path("features"),
                            view.path("recentTransactions"))) {
                assertThat(part).as(view::toString).isNotEmpty();
            }
        }
        return nanos;
    }

    private static void say(String which, long decisions, List<Long> nanos) {
        System.out.printf(
                Locale.ROOT,
                "case view beside %,d decisions, "
                        + which
                        + ": %.1f ms p50, %.1f ms p99, %.1f ms max%n",
                decisions,
                nanos.size(),
                quantile(nanos, 0.5),
                quantile(nanos, 0.99),
                quantile(nanos, 1));
    }

    private static double quantile(List<Long> values, double share) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())))
                / 1e6;
    }
}
