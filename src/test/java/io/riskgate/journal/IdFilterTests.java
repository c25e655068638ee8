package io.riskgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdFilterTests {

    @Test
    void neverForgetsAnIdAndSeldomMistakesANewOne() {
        IdFilter filter = new IdFilter();
        int ids = 1_000_000;
        for (int i = 0; i < ids; i++) {
            filter.add("tx-" + i);
        }

        for (int i = 0; i < ids; i++) {
            assertThat(filter.mayHold("tx-" + i)).isTrue();
        }
        int mistaken = 0;
        for (int i = ids; i < 2 * ids; i++) {
            mistaken += filter.mayHold("tx-" + i) ? 1 : 0;
        }
        assertThat(mistaken).isLessThan(ids / 1_000);
    }
}
