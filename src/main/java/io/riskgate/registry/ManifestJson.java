package io.riskgate.registry;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;

/**
 * Manifests as JSON. Equal manifests give equal bytes, on every machine: fields stand in a fixed
 * order and the keys of maps are sorted.
 */
public final class ManifestJson {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private ManifestJson() {}

    /** The bytes of {@code manifest.json}. */
    public static byte[] write(Manifest manifest) {
        String lines = writeText(manifest) + "\n";
        return lines.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    static String writeText(Manifest manifest) {
        return JSON.writeValueAsString(ManifestDocument.of(manifest));
    }

    /**
     * The manifest that {@link #write} wrote.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Manifest read(byte[] json) {
        return read(new String(json, StandardCharsets.UTF_8));
    }

    /**
     * The manifest of this text.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Manifest read(String json) {
        try {
            return JSON.readValue(json, ManifestDocument.class).toManifest();
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalArgumentException("not a manifest: " + e.getMessage(), e);
        }
    }

    static String writeThresholds(Thresholds thresholds) {
        return JSON.writeValueAsString(thresholds);
    }

    static Thresholds readThresholds(String json) {
        return JSON.readValue(json, Thresholds.class);
    }
}
