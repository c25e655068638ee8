package io.riskgate.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.registry.Alias;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.RegistrySettings;
import io.riskgate.registry.TestRegistry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Replicas on one database come to serve the same, or say why not. */
class ConvergenceTests {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Map<String, String> SETTINGS =
            Map.of("riskgate.scoring.slice", "1s", "riskgate.scoring.inline-below", "500ms");

    @TempDir private Path home;
    private TestRegistry registry;
    private Replica replica;
    private ModelReference one;
    private ModelReference two;

    @BeforeEach
    void open(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        registry = TestRegistry.of(home, name, name + "-fb");
        replica = new Replica(registry, SETTINGS);
        one = replica.register(name, ExampleModels.column());
        two = replica.register(name, ExampleModels.shifted(1));
        replica.promote(Alias.CHAMPION, one);
    }

    @Test
    void anAnnouncementIsFollowedByAll() throws Exception {
        Replica other = new Replica(registry, SETTINGS);
        try (AutoCloseable _ = registry.announceTo(other.models())) {
            replica.promote(Alias.CHAMPION, two);
            Bench.await(() -> serves(other, two));
        }
    }

    @Test
    void anAnnouncementThatIsNeverMadeIsMadeUpFor() throws Exception {
        TestRegistry asShipped = with(Bench.REGISTRY.maxModelSize());
        Replica other = new Replica(asShipped, SETTINGS);
        JdbcClient jdbc = JdbcClient.create(registry.dataSource());
        try (AutoCloseable _ = asShipped.announceTo(other.models())) {
            assertThat(serves(other, one)).isTrue();
            jdbc.sql("alter table model_alias disable trigger model_alias_is_announced").update();
            long begin = System.nanoTime();
            try {
                replica.promote(Alias.CHAMPION, two);
            } finally {
                jdbc.sql("alter table model_alias enable trigger model_alias_is_announced")
                        .update();
            }
            Bench.await(() -> serves(other, two));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
        }
    }

    @Test
    void anAnnouncementMadeWhileTheConnectionWasAwayIsMadeUpFor() throws Exception {
        TestRegistry asShipped = with(Bench.REGISTRY.maxModelSize());
        Replica other = new Replica(asShipped, SETTINGS);
        JdbcClient jdbc = JdbcClient.create(registry.dataSource());
        String listening = "from pg_stat_activity where query like 'listen riskgate%'";
        try (AutoCloseable _ = asShipped.announceTo(other.models())) {
            Bench.await(
                    () ->
                            jdbc.sql("select count(*) " + listening).query(Integer.class).single()
                                    > 0);
            jdbc.sql("select pg_terminate_backend(pid) " + listening).query(Boolean.class).list();
            long begin = System.nanoTime();
            replica.promote(Alias.CHAMPION, two);
            Bench.await(() -> serves(other, two));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT);
        }
    }

    @Test
    void aReplicaWhoseWindowsAreNotFullKeepsItsChampionAndSaysSo() throws Exception {
        Replica unable = new Replica(registry, SETTINGS);
        try (AutoCloseable _ = registry.announceTo(unable.models())) {
            unable.cool(Bench.FEATURES);
            replica.promote(Alias.CHAMPION, two);
            Bench.await(() -> !unable.models().problems().isEmpty());
            assertKeeps(unable, two, "Step features");
            unable.warm();
            Bench.await(() -> serves(unable, two));
        }
    }

    @Test
    void aReplicaThatCannotLoadKeepsItsChampionAndSaysSo() {
        ModelReference large = replica.register(one.name(), HeavyModels.anvil());
        long size = ExampleModels.column().length;
        Replica unable = new Replica(with(DataSize.ofBytes(size)), SETTINGS);
        unable.models().follow();
        replica.promote(Alias.CHAMPION, large);
        unable.models().follow();
        assertThat(serves(replica, large)).isTrue();
        assertKeeps(unable, large, "at most " + size + " bytes");
    }

    private void assertKeeps(Replica unable, ModelReference instead, String why) {
        assertThat(serves(unable, one)).isTrue();
        assertThat(health(unable).getStatus().getCode()).isEqualTo("UP");
        assertThat(health(unable).getStatus().getDescription())
                .contains(instead + " does not serve here", why);
        assertThat(unable.score(Duration.ofSeconds(5), 0, 0, 0).failures()).isEmpty();
    }

    private static Health health(Replica replica) {
        return new ModelsHealth(replica.models()).health();
    }

    private static boolean serves(Replica replica, ModelReference version) {
        ServedModel champion = replica.models().lineup().champion();
        return champion != null && champion.reference().equals(version);
    }

    /* The same registry, polled as the service polls it. */
    private TestRegistry with(DataSize maxModelSize) {
        RegistrySettings settings =
                new RegistrySettings(
                        registry.settings().model(),
                        registry.settings().fallback(),
                        registry.settings().directory(),
                        maxModelSize,
                        Bench.REGISTRY.pollInterval());
        return new TestRegistry(
                registry.dataSource(),
                settings,
                registry.models(),
                registry.aliases(),
                registry.home());
    }
}
