package io.riskgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.riskgate.decision.Identities.Claimed;
import io.riskgate.decision.Identities.Clashing;
import io.riskgate.decision.Identities.Standing;
import io.riskgate.decision.Identities.Undetermined;
import io.riskgate.transaction.Amount;
import io.riskgate.transaction.Attributes;
import io.riskgate.transaction.Channel;
import io.riskgate.transaction.Circumstances;
import io.riskgate.transaction.ContentHash;
import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Identifiers;
import io.riskgate.transaction.Transaction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;

import java.time.Instant;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** An id that may be known, and a PostgreSQL that is slow to say. */
class KnownIdentitiesTests {

    private static final QueryTimeoutException LATE = new QueryTimeoutException("late");

    private final JournalReader reader = mock(JournalReader.class);
    private final MemorySpill spill = new MemorySpill();
    private final Turn turn = new Turn();
    private final KnownIdentities identities =
            new KnownIdentities(reader, new WaitingReports(), spill, spill, turn);

    @BeforeEach
    void load() {
        doAnswer(
                        call -> {
                            call.<Consumer<String>>getArgument(0).accept("old");
                            return null;
                        })
                .when(reader)
                .identities(any());
        identities.load();
    }

    @Test
    void isAskedForAgainWhileTheJournalStillWritesToPostgres() {
        when(reader.identity("old"))
                .thenThrow(LATE)
                .thenThrow(LATE)
                .thenReturn(Optional.of(new JournalReader.Identity(UUID.randomUUID(), 1)));

        assertThat(claim("old")).isInstanceOf(Clashing.class);
        assertThat(turn.takeDoubt()).isTrue();
    }

    @Test
    void isNotDecidedAsIfItWereNewWhereNobodyCanSay() {
        when(reader.identity("old")).thenThrow(LATE);

        assertThat(claim("old")).isInstanceOf(Undetermined.class);
        assertThat(claim("new")).isInstanceOf(Claimed.class);
    }

    @Test
    void countsAsNewOncePostgresIsKnownToBeAwayAndTheWindowDoesNotHoldIt() {
        when(reader.identity("old"))
                .thenAnswer(
                        asked -> {
                            turn.answering(false);
                            throw LATE;
                        });

        assertThat(claim("old")).isInstanceOf(Claimed.class);
    }

    private Standing claim(String id) {
        Transaction transaction =
                new Transaction(
                        id,
                        Instant.EPOCH,
                        new Amount(1, Currency.getInstance("EUR")),
                        Channel.OTHER,
                        Identifiers.of(Map.of(Identifier.ACCOUNT_ID, "acc")),
                        Circumstances.NONE,
                        Attributes.NONE);
        return identities.claim(transaction, ContentHash.of(transaction));
    }
}
