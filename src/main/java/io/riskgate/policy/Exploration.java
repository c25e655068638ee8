package io.riskgate.policy;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Lets a few of those through that the score alone would decline, to learn what they would have
 * been: nothing else ever tells what a refused payment was.
 *
 * <p>The lot is the hash of a secret and the transaction's id. So it is the same on every replica
 * and every retry, and nobody who does not know the secret can choose an id that wins.
 */
@Component
class Exploration {

    private final double share;
    private final String secret;

    Exploration(PolicySettings settings) {
        this.share = settings.exploration().share();
        this.secret = settings.exploration().secret();
    }

    /** The lot of a transaction; null where nobody is let through. */
    @Nullable Draw draw(String transactionId) {
        return share == 0 ? null : new Draw(share, lot(transactionId) < share);
    }

    /* 53 bits, the precision of a double in 0 to 1. */
    private double lot(String transactionId) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (secret + ":" + transactionId)
                                            .getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
