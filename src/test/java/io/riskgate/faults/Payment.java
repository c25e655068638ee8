package io.riskgate.faults;

import java.util.Locale;
import java.util.Random;

/** A payment that is sent until it is answered, always with the same words. */
record Payment(String id, String account, String json) {

    private static final int ACCOUNTS = 300;
    private static final int MOST_MINOR = 50_000;

    /** The payment of this number in a stream. */
    static Payment of(String stream, long number) {
        Random random = new Random(number * 31 + stream.hashCode());
        String id = stream + "-" + number;
        String account = "acc-" + stream + "-" + random.nextInt(ACCOUNTS);
        return new Payment(
                id,
                account,
                String.format(
                        Locale.ROOT,
                        "{\"transactionId\":\"%s\",\"occurredAt\":\"2026-11-01T00:00:00.%03dZ\","
                                + "\"amount\":{\"value\":%d,\"currency\":\"EUR\"},"
                                + "\"accountId\":\"%s\",\"channel\":\"ECOMMERCE\","
                                + "\"merchantId\":\"m-%d\"}",
                        id,
                        number % 1000,
                        1 + random.nextInt(MOST_MINOR),
                        account,
                        random.nextInt(50)));
    }
}
