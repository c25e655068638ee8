package io.riskgate.training;

import io.riskgate.feature.FeatureSet;
import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelReference;

import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Where a version comes from, as its manifest says. */
final class Provenance {

    private Provenance() {}

    static Map<String, Object> of(
            Request request,
            Algorithm algorithm,
            TrainingSettings settings,
            Data data,
            Origin origin) {
        Algorithm.Terms terms = settings.terms(Path.of(""));
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("trainedAt", origin.trainedAt().toString());
        provenance.put("asOf", request.windows().asOf().toString());
        provenance.put("dataWindow", window(request.windows().trained()));
        provenance.put("assessWindow", window(request.windows().assessed()));
        provenance.put("labelDelay", request.windows().delay().toString());
        provenance.put("rows", data.sample().size());
        provenance.put("positives", data.sample().frauds());
        provenance.put("dataHash", data.hash());
        provenance.put("algorithm", algorithm.name());
        provenance.put("hyperParameters", algorithm.parameters());
        provenance.put("seed", terms.seed());
        provenance.put("threads", terms.threads());
        provenance.put("codeVersion", codeVersion());
        origin.parent().ifPresent(parent -> provenance.put("parentVersion", parent));
        origin.champion().ifPresent(champion -> provenance.put("standsInFor", champion.toString()));
        origin.refusal().ifPresent(gates -> provenance.put(Manifest.REFUSED, gates));
        return provenance;
    }

    /**
     * Who made it when.
     *
     * @param parent the version that was champion then
     * @param champion the version it stands in for
     * @param refusal the gates it failed
     */
    record Origin(
            Instant trainedAt,
            Optional<Integer> parent,
            Optional<ModelReference> champion,
            Optional<String> refusal) {}

    /** What was learned from. */
    record Data(Sample sample, FeatureSet features, Matrix rows) {

        /** SHA-256 over the columns, and each row's id, label and values. */
        String hash() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(
                        String.join(",", features.columns()).getBytes(StandardCharsets.UTF_8));
                ByteBuffer row = ByteBuffer.allocate(rows.columns() * Float.BYTES);
                for (int i = 0; i < rows.rows(); i++) {
                    String id = sample.rows().get(i).transactionId();
                    digest.update(id.getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) (sample.fraud()[i] ? 1 : 0));
                    row.clear().asFloatBuffer().put(rows.row(i));
                    digest.update(row.array());
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    private static Map<String, String> window(Window window) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("from", window.from().toString());
        map.put("to", window.to().toString());
        return map;
    }

    private static String codeVersion() {
        ClassPathResource build = new ClassPathResource("META-INF/build-info.properties");
        try (InputStream file =
                build.exists() ? build.getInputStream() : InputStream.nullInputStream()) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("build.version", "development");
        } catch (IOException e) {
            return "development";
        }
    }
}
