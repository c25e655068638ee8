package io.riskgate.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.ingest.TransactionReader;
import io.riskgate.ingest.UnknownFields;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.UUID;

/** Hashes stand in the journal, so what they are made of never changes. */
class ContentHashTests {

    private static final String LONG = "é".repeat(250);

    @Test
    void isMadeOfTheFieldsInTheirOrder() throws Exception {
        Transaction transaction =
                read(
                        """
                        {"transactionId": "tx-1", "occurredAt": "2026-11-23T10:15:30.123Z",
                         "amount": {"value": 12345, "currency": "EUR"}, "accountId": "acc-17",
                         "latitude": 52.5, "attributes": {"basket": "%s", "newDevice": true}}\
                        """
                                .formatted(LONG));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            put(out, 'S', "tx-1");
            put(out, 'L', Long.toString(transaction.occurredAtMillis()));
            put(out, 'L', "12345");
            put(out, 'S', "EUR");
            put(out, 'S', "OTHER");
            for (Identifier kind : Identifier.values()) {
                put(out, 'S', kind == Identifier.ACCOUNT_ID ? "acc-17" : null);
            }
            put(out, 'S', null);
            put(out, 'S', null);
            put(out, 'S', null);
            put(out, 'D', "52.5");
            put(out, 'D', null);
            put(out, 'S', "basket");
            put(out, 'S', LONG);
            put(out, 'S', "newDevice");
            put(out, 'B', "true");
        }
        ByteBuffer hash =
                ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));

        assertThat(ContentHash.of(transaction)).isEqualTo(new UUID(hash.getLong(), hash.getLong()));
    }

    private static Transaction read(String json) {
        return new TransactionReader(UnknownFields.refused(), InstantSource.system())
                .read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void put(DataOutputStream out, char type, @Nullable String value)
            throws IOException {
        if (value == null) {
            out.writeByte(0);
            return;
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        out.writeByte(type);
        out.writeInt(text.length);
        out.write(text);
    }
}
