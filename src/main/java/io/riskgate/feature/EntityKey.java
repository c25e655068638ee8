package io.riskgate.feature;

import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Several identifiers that name one entity together. */
final class EntityKey {

    private final String[] parts;
    private int hash;

    private EntityKey(String[] parts, int hash) {
        this.parts = parts;
        this.hash = hash;
    }

    /** A key to be filled and looked up with, again and again. */
    static EntityKey probe(int parts) {
        return new EntityKey(new String[parts], 0);
    }

    /** A key that never changes. */
    static EntityKey of(String[] parts) {
        return new EntityKey(parts.clone(), Arrays.hashCode(parts));
    }

    EntityKey fill(List<Identifier> by, Transaction transaction) {
        for (int i = 0; i < parts.length; i++) {
            parts[i] = Objects.requireNonNull(transaction.identifier(by.get(i)));
        }
        hash = Arrays.hashCode(parts);
        return this;
    }

    /** A copy that stays as this is now. */
    EntityKey kept() {
        return new EntityKey(parts.clone(), hash);
    }

    String[] parts() {
        return parts.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntityKey that && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
