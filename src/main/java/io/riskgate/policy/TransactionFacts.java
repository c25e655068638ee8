package io.riskgate.policy;

import static java.util.Objects.requireNonNullElse;

import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A transaction as rules see it; see {@link TransactionType}. */
final class TransactionFacts extends NamedFacts {

    /** The fields that are texts; the empty one where nothing was sent. */
    static final List<String> TEXTS =
            Stream.concat(
                            Stream.of(
                                    "transactionId",
                                    "channel",
                                    "merchantCategory",
                                    "merchantCountry",
                                    "cardCountry"),
                            Stream.of(Identifier.values()).map(Identifier::field))
                    .toList();

    private static final List<String> NAMES = List.copyOf(TransactionType.transactionFieldNames());

    private final Transaction transaction;
    private @Nullable NamedFacts amount;

    TransactionFacts(Transaction transaction) {
        super(TransactionType.TRANSACTION);
        this.transaction = transaction;
    }

    Transaction transaction() {
        return transaction;
    }

    @Override
    List<String> names() {
        return NAMES;
    }

    @Override
    @Nullable Object read(String name) {
        var circumstances = transaction.circumstances();
        return switch (name) {
            case "transactionId" -> transaction.transactionId();
            case "occurredAt" -> transaction.occurredAt();
            case "amount" -> amount == null ? amount = amountFacts() : amount;
            case "channel" -> transaction.channel().name();
            case "accountId" -> transaction.accountId();
            case "cardId" -> identifier(Identifier.CARD_ID);
            case "merchantId" -> identifier(Identifier.MERCHANT_ID);
            case "terminalId" -> identifier(Identifier.TERMINAL_ID);
            case "deviceId" -> identifier(Identifier.DEVICE_ID);
            case "ipAddress" -> identifier(Identifier.IP_ADDRESS);
            case "counterpartyId" -> identifier(Identifier.COUNTERPARTY_ID);
            case "merchantCategory" -> requireNonNullElse(circumstances.merchantCategory(), "");
            case "merchantCountry" -> requireNonNullElse(circumstances.merchantCountry(), "");
            case "cardCountry" -> requireNonNullElse(circumstances.cardCountry(), "");
            case "latitude" -> requireNonNullElse(circumstances.latitude(), Double.NaN);
            case "longitude" -> requireNonNullElse(circumstances.longitude(), Double.NaN);
            case "attributes" ->
                    NamedFacts.of(TransactionType.ATTRIBUTES, transaction.attributes().values());
            default -> null;
        };
    }

    @Override
    boolean isKnown(Object value) {
        return !value.equals("") && !value.equals(Double.NaN);
    }

    private String identifier(Identifier kind) {
        return requireNonNullElse(transaction.identifier(kind), "");
    }

    private NamedFacts amountFacts() {
        return NamedFacts.of(
                TransactionType.AMOUNT,
                Map.of(
                        "value", transaction.amount().value(),
                        "major", transaction.amount().majorUnits(),
                        "currency", transaction.amount().currency().getCurrencyCode()));
    }
}
