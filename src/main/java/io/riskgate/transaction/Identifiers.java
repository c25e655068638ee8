package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Who and what took part in a transaction: an account always, the others where the sender named
 * them.
 */
public final class Identifiers {

    private static final Identifier[] KINDS = Identifier.values();

    private final @Nullable String[] values = new @Nullable String[KINDS.length];

    private Identifiers(Map<Identifier, String> given) {
        given.forEach((kind, value) -> values[kind.ordinal()] = value);
    }

    /** The given identifiers; {@link Identifier#ACCOUNT_ID} must be among them. */
    public static Identifiers of(Map<Identifier, String> given) {
        Objects.requireNonNull(given.get(Identifier.ACCOUNT_ID), "accountId");
        return new Identifiers(given);
    }

    /** An account and nothing else. */
    public static Identifiers ofAccount(String accountId) {
        return of(Map.of(Identifier.ACCOUNT_ID, accountId));
    }

    public String accountId() {
        return Objects.requireNonNull(values[Identifier.ACCOUNT_ID.ordinal()]);
    }

    /** The identifier of this kind, or null where the sender gave none. */
    public @Nullable String get(Identifier kind) {
        return values[kind.ordinal()];
    }

    /** Those that were given, by kind. */
    public Map<Identifier, String> asMap() {
        Map<Identifier, String> given = new EnumMap<>(Identifier.class);
        for (Identifier kind : KINDS) {
            String value = values[kind.ordinal()];
            if (value != null) {
                given.put(kind, value);
            }
        }
        return given;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Identifiers that && asMap().equals(that.asMap());
    }

    @Override
    public int hashCode() {
        return asMap().hashCode();
    }

    @Override
    public String toString() {
        return asMap().toString();
    }
}
