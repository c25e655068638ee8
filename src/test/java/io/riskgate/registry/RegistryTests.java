package io.riskgate.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.riskgate.transaction.Channel;
import io.riskgate.transaction.RefusedException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The registry keeps every version as it was registered, and says who moved which alias when. */
class RegistryTests {

    private static final byte[] MODEL = "a model".getBytes(StandardCharsets.UTF_8);

    @TempDir private Path home;
    private String name = "";
    private TestRegistry registry;

    @BeforeEach
    void open(TestInfo test) {
        name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        registry = TestRegistry.of(home, name, name + "-fallback");
    }

    private Manifest draft(String description) {
        return new Manifest(
                new ModelReference(name, 1),
                description,
                List.of(Map.of("name", "amount", "value", "amount")),
                new Manifest.Signature("x", "y", Manifest.OutputKind.PROBABILITIES),
                new Thresholds(
                        new Thresholds.Bands(0.5, 0.7, 0.9),
                        Map.of(Channel.ATM, new Thresholds.Bands(0.1, 0.2, 2))),
                Map.of("seed", 42, "algorithm", "gbt", "rows", 1000, "positives", 17),
                new Manifest.Evidence(
                        Hashes.sha256(MODEL),
                        Map.of("rocAuc", Map.of("value", 0.87, "data", "assess")),
                        Map.of("slope", 1.02),
                        Map.of("p50", 14.25, "p99", 22.5),
                        List.of(new Manifest.Golden(Arrays.asList(1.5f, null), 0.25))));
    }

    @Test
    void aVersionComesBackAsItWasRegistered() {
        Manifest registered = registry.models().register(draft("first"), MODEL, null, "ann");
        assertThat(registered.model()).isEqualTo(new ModelReference(name, 1));
        assertThat(registry.models().get(registered.model())).isEqualTo(registered);
        assertThat(registry.models().model(registered.model())).isEqualTo(MODEL);
    }

    @Test
    void aVersionNeverChanges() {
        ModelReference version =
                registry.models().register(draft("first"), MODEL, null, "ann").model();
        JdbcClient jdbc = JdbcClient.create(registry.dataSource());
        assertThatThrownBy(
                        () ->
                                jdbc.sql("update model_version set sha256 = sha256 where name = ?")
                                        .param(name)
                                        .update())
                .hasMessageContaining("never change");
        assertThatThrownBy(
                        () ->
                                jdbc.sql("delete from model_version where name = ?")
                                        .param(name)
                                        .update())
                .hasMessageContaining("never change");
        assertThat(registry.models().find(version)).isPresent();
    }

    @Test
    void concurrentRegistrationsGetVersionsOfTheirOwn() {
        Set<Integer> versions = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                threads.execute(
                        () ->
                                versions.add(
                                        registry.models()
                                                .register(draft("one of many"), MODEL, null, "ann")
                                                .model()
                                                .version()));
            }
        }
        assertThat(versions).hasSize(40).contains(1, 40);
    }

    @Test
    void theSameManifestGivesTheSameBytes() {
        byte[] once = ManifestJson.write(draft("same"));
        assertThat(ManifestJson.write(draft("same"))).isEqualTo(once);
        assertThat(ManifestJson.write(ManifestJson.read(once))).isEqualTo(once);
        Manifest registered = registry.models().register(draft("same"), MODEL, null, "ann");
        assertThat(ManifestJson.write(registry.models().get(registered.model()))).isEqualTo(once);
        assertThat(new String(once, StandardCharsets.UTF_8))
                .startsWith("{\n  \"name\" : \"" + name)
                .contains("\"input\" : \"x\"", "\"sha256\"", "\"golden\"");
    }

    @Test
    void anAliasKeepsItsHistoryAndRefusesAStaleWriter() {
        ModelReference first = registry.models().register(draft("1"), MODEL, null, "ann").model();
        ModelReference second = registry.models().register(draft("2"), MODEL, null, "ann").model();
        Aliases aliases = registry.aliases();
        aliases.put(Alias.CHAMPION, first, null, "begin", "ann");
        aliases.put(Alias.CHAMPION, second, 1, "better", "bob");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> aliases.put(Alias.CHAMPION, first, 1, "late", "eve"))
                .satisfies(
                        refusal -> assertThat(refusal.code().code()).isEqualTo("state_conflict"));
        assertThat(aliases.history(name, Alias.CHAMPION, 10))
                .extracting(AliasRevision::version, AliasRevision::by, AliasRevision::reason)
                .containsExactly(tuple(2, "bob", "better"), tuple(1, "ann", "begin"));
        assertThat(aliases.find(name, Alias.CHALLENGER)).isEmpty();
    }

    @Test
    void editedThresholdsBelongToTheirVersion() {
        Models models = registry.models();
        ModelReference first = models.register(draft("1"), MODEL, null, "ann").model();
        ModelReference second = models.register(draft("2"), MODEL, null, "ann").model();
        Thresholds strict = Thresholds.of(0.1, 0.2, 0.3);
        models.edit(new RevisedThresholds(first, 1, strict), "ann");
        assertThat(models.thresholds(first)).isEqualTo(new RevisedThresholds(first, 2, strict));
        assertThat(models.thresholds(second).revision()).isEqualTo(1);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> models.edit(new RevisedThresholds(first, 1, strict), "eve"));
    }

    @Test
    void seedsAreRegisteredOnceAndTheNewestIsCrowned() throws Exception {
        ModelFolder seeds = new ModelFolder(registry.settings().directory());
        seeds.write(draft("seed"), MODEL);
        seeds.write(draft("seed").withVersion(2), MODEL);
        registry.serving();
        registry.serving();
        assertThat(registry.aliases().history(name, Alias.CHAMPION, 10))
                .extracting(AliasRevision::version)
                .containsExactly(2);
        assertThat(registry.models().list())
                .filteredOn(version -> version.model().name().equals(name))
                .hasSize(2);
        assertThat(seeds.nextVersion(name)).isEqualTo(3);
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> seeds.write(draft("another"), MODEL));
    }

    @Test
    void aSeedWhoseFileIsNotItsOwnIsLeftOut() throws Exception {
        ModelFolder seeds = new ModelFolder(registry.settings().directory());
        seeds.write(draft("seed"), "another model".getBytes(StandardCharsets.UTF_8));
        registry.serving();
        assertThat(registry.models().find(new ModelReference(name, 1))).isEmpty();
    }

    @Test
    void aCachedFileThatWasDamagedIsFetchedAgain() throws Exception {
        Manifest manifest = registry.models().register(draft("1"), MODEL, null, "ann");
        assertThat(registry.files().fetch(manifest)).isEqualTo(MODEL);
        Path cached = home.resolve("models").resolve(name).resolve("1").resolve("model.onnx");
        Files.writeString(cached, "damaged");
        assertThat(registry.files().fetch(manifest)).isEqualTo(MODEL);
        Files.delete(cached);
        assertThat(registry.files().fetch(manifest)).isEqualTo(MODEL);
        assertThat(Files.readAllBytes(cached)).isEqualTo(MODEL);
    }
}
