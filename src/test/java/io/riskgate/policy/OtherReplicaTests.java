package io.riskgate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.riskgate.gate.RunningGate;
import io.riskgate.transaction.Channel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** What one replica changes is live on another within five seconds. */
class OtherReplicaTests {

    private static final String ADMIN = "rk_dev_admin";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final RunningGate gate = RunningGate.shared();
    private final LiveRules rules =
            new LiveRules(gate.bean(RuleVersions.class), gate.bean(RuleLanguage.class));
    private final LiveLists lists = new LiveLists(gate.bean(ListRows.class), Clock.systemUTC());
    private final PolicyRefresh other =
            new PolicyRefresh(
                    gate.bean(PolicyRevisions.class),
                    rules,
                    lists,
                    gate.bean(PolicySettings.class));

    @AfterEach
    void stopTheOther() {
        other.stop();
    }

    @Test
    void hearsOfRulesAndLists() {
        other.start();
        long before = rules.current().revision();
        String id = "rule-" + UUID.randomUUID();

        int created =
                gate.post(
                                "/admin/v1/rules",
                                "{\"id\": \"%s\", \"expression\": \"score > 2.0\", \"outcome\":"
                                                .formatted(id)
                                        + " \"REVIEW\", \"mode\": \"LIVE\"}",
                                ADMIN)
                        .status();
        int listed =
                gate.post(
                                "/admin/v1/lists/watch/entries",
                                "{\"by\": \"accountId\", \"value\": \"acc-1\", \"reason\": \"x\"}",
                                ADMIN)
                        .status();

        assertThat(created).isEqualTo(201);
        assertThat(listed).isIn(201, 409);
        await().atMost(SOON).until(() -> rules.current().revision() > before);
        await().atMost(SOON)
                .until(() -> !lists.hits(Judged.transaction(Channel.OTHER, 1, "EUR")).isEmpty());
        gate.call("DELETE", "/admin/v1/rules/" + id, "", ADMIN);
    }
}
