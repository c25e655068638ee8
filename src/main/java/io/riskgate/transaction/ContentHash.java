package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The first 128 bits of the SHA-256 of a transaction's content, after parsing: two requests with
 * the same id are the same request exactly when these are equal. Held as a {@link UUID} because
 * PostgreSQL stores that in 16 bytes.
 */
public final class ContentHash {

    private ContentHash() {}

    /** The hash of everything the sender said, in a fixed order of fields. */
    public static UUID of(Transaction transaction) {
        MessageDigest digest = sha256();
        put(digest, transaction.transactionId());
        put(digest, transaction.occurredAtMillis());
        put(digest, transaction.amount().value());
        put(digest, transaction.amount().currency().getCurrencyCode());
        put(digest, transaction.channel().name());
        for (Identifier kind : Identifier.values()) {
            put(digest, transaction.identifier(kind));
        }
        Circumstances circumstances = transaction.circumstances();
        put(digest, circumstances.merchantCategory());
        put(digest, circumstances.merchantCountry());
        put(digest, circumstances.cardCountry());
        put(digest, circumstances.latitude());
        put(digest, circumstances.longitude());
        transaction
                .attributes()
                .values()
                .forEach(
                        (name, value) -> {
                            put(digest, name);
                            put(digest, value);
                        });
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID(hash.getLong(), hash.getLong());
    }

    /* Type, length, bytes: no two contents run together into the same input. */
    private static void put(MessageDigest digest, @Nullable Object value) {
        if (value == null) {
            digest.update((byte) 0);
            return;
        }
        byte[] bytes = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
        digest.update((byte) value.getClass().getSimpleName().charAt(0));
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
