package io.riskgate.registry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The model files of this replica: the database has them all, this folder those that were asked
 * for. A file that was deleted or damaged here is fetched again.
 */
@Component
public class ModelFiles {

    private static final Logger log = LoggerFactory.getLogger(ModelFiles.class);

    private final Models models;
    private final ModelFolder cache;

    public ModelFiles(Models models, @Value("${riskgate.home:.riskgate}") Path home) {
        this.models = models;
        this.cache = new ModelFolder(home.resolve("models"));
    }

    /**
     * The model file of a version; from the database where the local one is not what it should be.
     */
    public byte[] fetch(Manifest manifest) {
        Path file = cache.folder(manifest.model()).resolve(ModelFolder.MODEL);
        try {
            if (Files.isRegularFile(file)) {
                byte[] cached = Files.readAllBytes(file);
                if (Hashes.sha256(cached).equals(manifest.evidence().sha256())) {
                    return cached;
                }
            }
        } catch (IOException e) {
            log.warn(
                    "The local file of model {} cannot be read: {}",
                    manifest.model(),
                    e.toString());
        }
        byte[] model = models.model(manifest.model());
        keep(manifest, file, model);
        return model;
    }

    /* A cache that cannot be written costs the next start a download, nothing else. */
    private void keep(Manifest manifest, Path file, byte[] model) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "model", ".part");
            Files.write(draft, model);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
            Files.write(file.resolveSibling(ModelFolder.MANIFEST), ManifestJson.write(manifest));
        } catch (IOException e) {
            log.warn("Model {} cannot be kept locally: {}", manifest.model(), e.toString());
        }
    }
}
