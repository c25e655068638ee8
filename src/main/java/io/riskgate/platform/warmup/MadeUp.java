package io.riskgate.platform.warmup;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/** Transactions of nobody, as different as real ones: each field is there or not. */
final class MadeUp {

    private static final List<String> CHANNELS =
            List.of("CARD_PRESENT", "ECOMMERCE", "ATM", "TRANSFER", "OTHER");
    private static final List<String> COUNTRIES = List.of("DE", "NL", "PT", "US");
    private static final List<String> CATEGORIES = List.of("5411", "5947", "5732", "4829");

    private final SplittableRandom random;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private long number;

    MadeUp(int seed) {
        random = new SplittableRandom(seed);
    }

    /** One with an id of its own; one in four is of the kind that is seldom approved. */
    String next() {
        boolean odd = random.nextInt(4) == 0;
        int who = random.nextInt(1_000);
        StringBuilder json = new StringBuilder(600);
        json.append("{\"transactionId\":\"warm-up-").append(who).append('-').append(number++);
        json.append("\",\"occurredAt\":\"")
                .append(now.truncatedTo(ChronoUnit.DAYS).plusSeconds(odd ? 3_600 * 3 : who * 60L));
        json.append("\",\"amount\":{\"value\":")
                .append(odd ? 100_000 + random.nextInt(400_000) : random.nextInt(1, 9_000));
        json.append(",\"currency\":\"EUR\"},\"accountId\":\"warm-up-").append(who).append('"');
        field(json, "channel", odd ? "ECOMMERCE" : any(CHANNELS));
        field(json, "cardId", "warm-up-card-" + who);
        field(json, "merchantId", "warm-up-m-" + random.nextInt(100));
        field(json, odd ? "deviceId" : "terminalId", "warm-up-" + random.nextInt(1_000));
        field(json, "merchantCategory", odd ? "5947" : any(CATEGORIES));
        field(json, "merchantCountry", odd ? "US" : any(COUNTRIES));
        field(json, "cardCountry", "DE");
        if (odd) {
            field(json, "ipAddress", "203.0.113." + random.nextInt(256));
        } else {
            json.append(",\"latitude\":52.5").append(random.nextInt(100));
            json.append(",\"longitude\":13.4").append(random.nextInt(100));
        }
        json.append(",\"attributes\":{\"customerAge\":").append(18 + random.nextInt(70));
        return json.append(",\"newDevice\":").append(odd).append("}}").toString();
    }

    private static void field(StringBuilder json, String name, String value) {
        json.append(",\"").append(name).append("\":\"").append(value).append('"');
    }

    private String any(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
