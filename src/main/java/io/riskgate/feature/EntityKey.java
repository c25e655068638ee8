package io.riskgate.feature;

import io.riskgate.transaction.Identifier;
import io.riskgate.transaction.Transaction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Several identifiers that name one entity together, as 128 bits of hash: pairs are many, and their
 * texts would take more room than what is known of them.
 */
final class EntityKey {

    private long high;
    private long low;

    EntityKey(long high, long low) {
        this.high = high;
        this.low = low;
    }

    EntityKey fill(List<Identifier> by, Transaction transaction) {
        high = 1;
        low = 2;
        for (int i = 0; i < by.size(); i++) {
            String part = Objects.requireNonNull(transaction.identifier(by.get(i)));
            high = Hashes.ofText(part, high);
            low = Hashes.ofText(part, low * 31 + high);
        }
        return this;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** A copy that stays as this is now. */
    EntityKey kept() {
        return new EntityKey(high, low);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EntityKey that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high);
    }
}
