package io.riskgate.deployment;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The chart, rendered by Helm itself. */
final class Chart {

    static final Path FOLDER = Path.of("helm", "riskgate");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Path WITH_HOOKS = withoutHooks();

    private Chart() {}

    /** What Helm makes of these values, laid over a file of values where one is named. */
    static List<JsonNode> render(String file, Map<String, ?> values) {
        TemplateCommand template =
                new Helm(WITH_HOOKS)
                        .template()
                        .withName("shop")
                        .withNamespace("payments")
                        .withKubeVersion("1.34.0");
        if (!file.isEmpty()) {
            template.withValuesFile(FOLDER.resolve("ci").resolve(file));
        }
        values.forEach(template::set);
        return objects(template.call());
    }

    /* Rendering leaves hooks out, which are objects of the cluster like all others: here they are none. */
    private static Path withoutHooks() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            Path copy = Files.createTempDirectory("chart");
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(target.getParent());
                String text = Files.readString(file);
                Files.writeString(target, text.replace("helm.sh/hook:", "riskgate.io/hook:"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> objects(String manifests) {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return StreamSupport.stream(yaml.loadAll(manifests).spliterator(), false)
                .filter(Objects::nonNull)
                .map(object -> (JsonNode) JSON.valueToTree(object))
                .toList();
    }

    static JsonNode only(List<JsonNode> objects, String kind) {
        List<JsonNode> found =
                objects.stream().filter(each -> each.path("kind").asString().equals(kind)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects of kind " + kind);
        }
        return found.getFirst();
    }
}
