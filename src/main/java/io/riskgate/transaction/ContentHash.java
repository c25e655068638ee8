package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/**
 * The first 128 bits of the SHA-256 of a transaction's content, after parsing: two requests with
 * the same id are the same request exactly when these are equal. Held as a {@link UUID} because
 * PostgreSQL stores that in 16 bytes.
 */
public final class ContentHash {

    private static final Identifier[] KINDS = Identifier.values();
    private static final int TYPICAL_BYTES = 512;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private ContentHash() {}

    /** The hash of everything the sender said, in a fixed order of fields. */
    public static UUID of(Transaction transaction) {
        Content content = new Content();
        content.put(transaction.transactionId());
        content.put(transaction.occurredAtMillis());
        content.put(transaction.amount().value());
        content.put(transaction.amount().currency().getCurrencyCode());
        content.put(transaction.channel().name());
        for (Identifier kind : KINDS) {
            content.put(transaction.identifier(kind));
        }
        Circumstances circumstances = transaction.circumstances();
        content.put(circumstances.merchantCategory());
        content.put(circumstances.merchantCountry());
        content.put(circumstances.cardCountry());
        content.put(circumstances.latitude());
        content.put(circumstances.longitude());
        transaction
                .attributes()
                .values()
                .forEach(
                        (name, value) -> {
                            content.put(name);
                            content.put(value);
                        });
        ByteBuffer hash = ByteBuffer.wrap(sha256().digest(content.bytes()));
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The fields one after the other. */
    private static final class Content {

        private byte[] bytes = new byte[TYPICAL_BYTES];
        private int length;

        /* Type, length, bytes: no two contents run together into the same input. */
        void put(@Nullable Object value) {
            if (value == null) {
                room(1)[length++] = 0;
                return;
            }
            byte[] text = String.valueOf(value).getBytes(StandardCharsets.UTF_8);
            byte[] all = room(1 + Integer.BYTES + text.length);
            all[length] = (byte) value.getClass().getSimpleName().charAt(0);
            INT.set(all, length + 1, text.length);
            System.arraycopy(text, 0, all, length + 1 + Integer.BYTES, text.length);
            length += 1 + Integer.BYTES + text.length;
        }

        private byte[] room(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
            }
            return bytes;
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }
    }
}
