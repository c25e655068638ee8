package io.riskgate.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class PatienceTests {

    private static final Duration LIMIT = Duration.ofMillis(50);
    private static final Answer LATE = new Answer.Undurable("late");

    private final Patience patience =
            new Patience(new DecisionSettings(Duration.ofMillis(25), LIMIT));

    @AfterEach
    void end() {
        patience.destroy();
    }

    @Test
    void endsTheWaitingForAnAnswerThatDoesNotComeAndNotBefore() throws Exception {
        CompletableFuture<Answer> never = new CompletableFuture<>();
        long begin = System.nanoTime();

        patience.limit(never, LATE);

        assertThat(never.get(10, TimeUnit.SECONDS)).isEqualTo(LATE);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(LIMIT);
    }

    @Test
    void leavesAnAnswerThatCameAsItIs() throws Exception {
        CompletableFuture<Answer> prompt = new CompletableFuture<>();
        CompletableFuture<Answer> never = new CompletableFuture<>();
        patience.limit(prompt, LATE);
        patience.limit(never, LATE);

        prompt.complete(new Answer.Imported());
        never.get(10, TimeUnit.SECONDS);

        assertThat(prompt.get()).isEqualTo(new Answer.Imported());
    }

    @Test
    void endsTheWaitingOfAllAlsoOfThoseBehindOneThatWasAnswered() throws Exception {
        List<CompletableFuture<Answer>> many =
                Stream.generate(CompletableFuture<Answer>::new).limit(1_000).toList();
        for (int i = 0; i < many.size(); i++) {
            patience.limit(many.get(i), LATE);
            if (i % 3 == 0) {
                many.get(i).complete(new Answer.Imported());
            }
        }

        for (int i = 0; i < many.size(); i++) {
            assertThat(many.get(i).get(10, TimeUnit.SECONDS))
                    .isEqualTo(i % 3 == 0 ? new Answer.Imported() : LATE);
        }
    }
}
