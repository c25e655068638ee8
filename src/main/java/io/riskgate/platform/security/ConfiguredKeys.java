package io.riskgate.platform.security;

import io.riskgate.platform.RefusedStartException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The keys that the configuration holds. */
final class ConfiguredKeys {

    private static final String SETTING = "RISKGATE_SECURITY_KEYS";

    private ConfiguredKeys() {}

    /**
     * Reads {@code name:role:sha256hex} entries.
     *
     * @throws RefusedStartException where one is written otherwise; it is named by its place only
     */
    static List<ApiKey> read(List<String> entries) {
        List<ApiKey> keys = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            keys.add(read(entries.get(index).strip(), index + 1));
        }
        return keys;
    }

    private static ApiKey read(String entry, int place) {
        String[] parts = entry.split(":", -1);
        if (parts.length != 3 || parts[0].isBlank() || !parts[2].matches("[0-9A-Fa-f]{64}")) {
            throw new RefusedStartException(
                    "Entry "
                            + place
                            + " of "
                            + SETTING
                            + " cannot be read: write name:role:sha256hex, the last being the 64"
                            + " hexadecimal digits of the SHA-256 of the key.");
        }
        return new ApiKey(
                null,
                parts[0],
                Role.configured(parts[1], "Entry " + place + " of " + SETTING),
                Digest.ofHex(parts[2].toLowerCase(Locale.ROOT)),
                null);
    }
}
