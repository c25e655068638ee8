package io.riskgate.platform.security;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256; compared in constant time. */
final class Digest {

    private static final int LENGTH = 32;

    private final byte[] bytes;

    private Digest(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a SHA-256 has 32 bytes");
        }
        this.bytes = bytes.clone();
    }

    static Digest of(byte[] sha256) {
        return new Digest(sha256);
    }

    /** That of a secret. */
    static Digest ofSecret(String secret) {
        return new Digest(sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /** That which 64 hexadecimal digits write. */
    static Digest ofHex(String hex) {
        return new Digest(HexFormat.of().parseHex(hex));
    }

    static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }
}
