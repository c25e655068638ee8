package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One payment as its sender described it: what it is, when it happened, how much, between whom.
 *
 * @param transactionId the sender's own name for it, 1 to 64 characters of {@code A-Za-z0-9._:-};
 *     its identity
 * @param occurredAt when it happened, in whole milliseconds (further digits are truncated)
 * @param amount how much
 * @param channel how it was made
 * @param identifiers who and what took part
 * @param circumstances categories, countries and place
 * @param attributes what the sender added
 */
public record Transaction(
        String transactionId,
        Instant occurredAt,
        Amount amount,
        Channel channel,
        Identifiers identifiers,
        Circumstances circumstances,
        Attributes attributes) {

    public Transaction {
        Objects.requireNonNull(transactionId, "transactionId");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(identifiers, "identifiers");
        Objects.requireNonNull(circumstances, "circumstances");
        Objects.requireNonNull(attributes, "attributes");
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The account that pays or is paid; every transaction has one. */
    public String accountId() {
        return identifiers.accountId();
    }

    /** The identifier of the given kind, or null where the sender gave none. */
    public @Nullable String identifier(Identifier kind) {
        return identifiers.get(kind);
    }

    /** When it happened, in milliseconds since the epoch. */
    public long occurredAtMillis() {
        return occurredAt.toEpochMilli();
    }
}
