package io.riskgate.ingest.web;

import io.riskgate.ingest.DeadLetter;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * A dead letter as it is shown.
 *
 * @param payload as text; null where it is none, or no UTF-8
 * @param payloadBase64 the bytes, where they are no UTF-8
 * @param corrected what went through in its place
 */
record DeadLetterDocument(
        long id,
        DeadLetter.Status status,
        long revision,
        String topic,
        int partition,
        long offset,
        Instant timestamp,
        Instant receivedAt,
        String errorCode,
        String errorDetail,
        @Nullable String key,
        @Nullable String payload,
        @Nullable String payloadBase64,
        @Nullable String corrected,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy) {

    static DeadLetterDocument of(DeadLetter letter) {
        byte[] payload = letter.content().payload();
        byte[] key = letter.content().key();
        byte[] corrected = letter.state().corrected();
        String text = text(payload);
        return new DeadLetterDocument(
                letter.id(),
                letter.state().status(),
                letter.state().revision(),
                letter.origin().topic(),
                letter.origin().partition(),
                letter.origin().offset(),
                Instant.ofEpochMilli(letter.origin().timestamp()),
                letter.receivedAt().truncatedTo(ChronoUnit.MILLIS),
                letter.fault().code(),
                letter.fault().detail(),
                key == null ? null : new String(key, StandardCharsets.UTF_8),
                text,
                payload == null || text != null
                        ? null
                        : Base64.getEncoder().encodeToString(payload),
                text(corrected),
                millis(letter.state().resolvedAt()),
                letter.state().resolvedBy());
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }
}
