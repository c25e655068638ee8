package io.riskgate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

class ChunkSizeTests {

    private final ChunkSize chunks = new ChunkSize(Duration.ofMillis(24));

    @Test
    void startsSmallAndGrowsToTheMostWhileRowsAreFast() {
        assertThat(chunks.rows()).isEqualTo(6);

        learn(10_000, 200);

        assertThat(chunks.rows()).isEqualTo(ChunkSize.MOST);
    }

    @Test
    void keepsAChunkOfSlowRowsWithinAQuarterOfTheBudget() {
        learn(500_000, 200);

        assertThat(chunks.rows()).isBetween(11, 12);
    }

    @Test
    void decidesOneByOneWhereEvenOneTakesMoreThanItsShare() {
        learn(TimeUnit.SECONDS.toNanos(1), 200);

        assertThat(chunks.rows()).isEqualTo(1);
    }

    @Test
    void oneStallDoesNotMakeChunksSmallForLong() {
        learn(10_000, 200);
        chunks.took(64, TimeUnit.MILLISECONDS.toNanos(50));

        learn(10_000, 16);

        assertThat(chunks.rows()).isEqualTo(ChunkSize.MOST);
    }

    private void learn(long rowNanos, int times) {
        for (int i = 0; i < times; i++) {
            chunks.took(8, 8 * rowNanos);
        }
    }
}
