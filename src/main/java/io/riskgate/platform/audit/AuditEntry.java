package io.riskgate.platform.audit;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * One write.
 *
 * @param position 1 for the first, without gaps
 * @param at in whole microseconds
 * @param before JSON, null where there was nothing
 * @param after JSON, null where there is nothing
 */
record AuditEntry(
        long position,
        Instant at,
        String actor,
        String requestId,
        String action,
        String resource,
        @Nullable String before,
        @Nullable String after) {

    /** The hash of this entry behind the one whose hash is given. */
    byte[] hash(byte[] previous) {
        MessageDigest digest = sha256();
        digest.update(previous);
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(position).flip());
        for (String part :
                new @Nullable String[] {
                    at.toString(), actor, requestId, action, resource, before, after
                }) {
            put(digest, part);
        }
        return digest.digest();
    }

    /* Length and bytes, so that no two entries run together into the same input. */
    private static void put(MessageDigest digest, @Nullable String part) {
        byte[] bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        int length = part == null ? -1 : bytes.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
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
