package io.riskgate.transaction;

import org.jspecify.annotations.Nullable;

/**
 * Where a transaction was made and at what kind of merchant; each part may be absent.
 *
 * @param merchantCategory the merchant category code (ISO 18245) or the sender's own
 * @param merchantCountry ISO 3166 alpha-2
 * @param cardCountry ISO 3166 alpha-2
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 */
public record Circumstances(
        @Nullable String merchantCategory,
        @Nullable String merchantCountry,
        @Nullable String cardCountry,
        @Nullable Double latitude,
        @Nullable Double longitude) {

    /** Nothing known. */
    public static final Circumstances NONE = new Circumstances(null, null, null, null, null);

    /** Whether both coordinates are known. */
    public boolean hasPosition() {
        return latitude != null && longitude != null;
    }
}
