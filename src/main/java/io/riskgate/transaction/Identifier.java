package io.riskgate.transaction;

import java.util.Optional;

/**
 * The kinds of party and thing a transaction names; each can be what a feature or a list is kept
 * by.
 */
public enum Identifier {
    ACCOUNT_ID("accountId"),
    CARD_ID("cardId"),
    MERCHANT_ID("merchantId"),
    TERMINAL_ID("terminalId"),
    DEVICE_ID("deviceId"),
    IP_ADDRESS("ipAddress"),
    COUNTERPARTY_ID("counterpartyId");

    private final String field;

    Identifier(String field) {
        this.field = field;
    }

    /** The name of the field in the contract's JSON. */
    public String field() {
        return field;
    }

    /** The kind whose JSON field has this name. */
    public static Optional<Identifier> ofField(String field) {
        for (Identifier identifier : values()) {
            if (identifier.field.equals(field)) {
                return Optional.of(identifier);
            }
        }
        return Optional.empty();
    }
}
