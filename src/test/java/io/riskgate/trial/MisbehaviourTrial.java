package io.riskgate.trial;

import io.riskgate.registry.Manifest;
import io.riskgate.registry.ModelFolder;
import io.riskgate.registry.ModelReference;
import io.riskgate.registry.Thresholds;
import io.riskgate.scoring.HeavyModels;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A champion that turns slow, answers NaN, throws, or whose file is deleted, under 1,000 decisions
 * a second for 30 s each: it is well for 5 s, ill for 15 s, and well again for 10 s. Run it with
 *
 * <pre>./mvnw -Ptrial verify -Dit.test=MisbehaviourTrial</pre>
 *
 * <p>The report is {@code target/trial/misbehaviour.md}.
 */
@Tag("trial")
class MisbehaviourTrial {

    private static final Path JAR = Path.of("target", "riskgate.jar").toAbsolutePath();
    private static final int RATE = Integer.getInteger("trial.rate", 1_000);
    private static final int ILL_FROM = 5 * RATE;
    private static final int WELL_FROM = 20 * RATE;
    private static final Duration WHOLE = Duration.ofSeconds(30);
    /* A young process compiles its code on the processors that its decisions need. */
    private static final Duration WARM_UP =
            Duration.ofSeconds(Integer.getInteger("trial.warm", 30));
    private static final String CHAMPION = "MODEL";
    private static final double BUDGET_MILLIS = 25;
    private static final double LATEST_MILLIS = BUDGET_MILLIS + 20;
    private static final List<Map<String, Object>> FEATURES =
            List.of(
                    Map.of("name", "mood", "value", "attributes.mood"),
                    Map.of("name", "amount", "value", "amount"),
                    Map.of("name", "latitude", "value", "latitude"));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    /* All phases are played, whatever the first of them shows. */
    private final SoftAssertions checks = new SoftAssertions();
    private final TrialReport report = new TrialReport("misbehaviour.md");

    @Test
    void everyDecisionTakesItsPathInTime() throws Exception {
        Path seeds = folder.resolve("seeds");
        seed(seeds, 2, HeavyModels.wrongAtOneAndTwo());
        seed(seeds, 3, HeavyModels.slowAtThree());
        try (ServiceProcess service = new ServiceProcess(JAR, folder.resolve("home"))) {
            service.start("--riskgate.registry.directory=" + seeds);
            try (OpenLoop load = new OpenLoop(service.port())) {
                load.run(RATE, WARM_UP, number -> transaction("warm", number, 0));
                play(service, load, "slow", 3);
                service.send(
                        "PUT",
                        "/admin/v1/models/fraud/aliases/champion",
                        "{\"version\": 2, \"reason\": \"the trial goes on\"}",
                        "rk_dev_admin");
                play(service, load, "nan", 1);
                play(service, load, "throws", 2);
                deleted(folder.resolve("home"), load);
            }
        }
        report.write();
        checks.assertAll();
    }

    private void play(ServiceProcess service, OpenLoop load, String name, int mood)
            throws Exception {
        List<OpenLoop.Reply> replies =
                load.run(
                        RATE,
                        WHOLE,
                        number ->
                                transaction(
                                        name,
                                        number,
                                        number >= ILL_FROM && number < WELL_FROM ? mood : 0));
        List<OpenLoop.Reply> well = replies.subList(0, ILL_FROM);
        List<OpenLoop.Reply> ill = replies.subList(ILL_FROM, WELL_FROM);
        List<OpenLoop.Reply> wellAgain = replies.subList(WELL_FROM, replies.size());
        report.line("%s: well %s", name, paths(well));
        report.line("%s: ill %s", name, paths(ill));
        report.line("%s: well again %s", name, paths(wellAgain));
        time(name, replies);
        long back = 0;
        for (OpenLoop.Reply reply : wellAgain) {
            back = reply.path().equals(CHAMPION) ? back : reply.dueNanos();
        }
        report.line(
                "%s: the champion's last absence %.1f s after its repair",
                name, back == 0 ? 0 : (back - wellAgain.getFirst().dueNanos()) / 1e9);
        int asked = askedBeforeOpen(service, ill);
        report.line("%s: calls of the ill champion before its breaker opened: %d", name, asked);
        checks.assertThat(asked).as(name + ": asked").isBetween(1, 50);
        checks.assertThat(paths(well)).as(name + ": well").containsOnlyKeys(CHAMPION);
        checks.assertThat(paths(ill)).as(name + ": ill").containsOnlyKeys("FALLBACK_MODEL");
        checks.assertThat(paths(wellAgain.subList(wellAgain.size() / 2, wellAgain.size())))
                .as(name + ": well again")
                .containsOnlyKeys(CHAMPION);
    }

    /* The file is only needed to load it. */
    private void deleted(Path home, OpenLoop load) throws Exception {
        List<OpenLoop.Reply> replies =
                load.run(
                        RATE,
                        WHOLE,
                        number -> {
                            if (number == ILL_FROM) {
                                delete(home.resolve("models/fraud/2/model.onnx"));
                            }
                            return transaction("deleted", number, 0);
                        });
        report.line("deleted from disk: %s", paths(replies));
        checks.assertThat(paths(replies)).as("deleted from disk").containsOnlyKeys(CHAMPION);
        time("deleted from disk", replies);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new IllegalStateException("nothing to delete", e);
        }
    }

    private void time(String name, List<OpenLoop.Reply> replies) {
        Quantiles decided =
                Quantiles.of(
                        replies.stream()
                                .filter(MisbehaviourTrial::isDecided)
                                .mapToDouble(OpenLoop.Reply::decidedMillis));
        report.line(
                "%s: decided within the budget of 25 ms %.3f %%; %s",
                name, 100 * decided.within(BUDGET_MILLIS), decided);
        report.line(
                "%s: answered, seen by the sender: %s",
                name, Quantiles.of(replies.stream().mapToDouble(OpenLoop.Reply::millis)));
        checks.assertThat(decided.within(BUDGET_MILLIS))
                .as(name + ": within the budget")
                .isGreaterThanOrEqualTo(0.999);
        checks.assertThat(decided.at(1)).as(name + ": latest").isLessThanOrEqualTo(LATEST_MILLIS);
    }

    private static boolean isDecided(OpenLoop.Reply reply) {
        return reply.status() == 200;
    }

    /* What was not decided stands under the status it was answered with. */
    private static Map<String, Long> paths(List<OpenLoop.Reply> replies) {
        return replies.stream()
                .collect(
                        Collectors.groupingBy(
                                reply ->
                                        isDecided(reply)
                                                ? reply.path()
                                                : reply.status()
                                                        + " "
                                                        + reply.json().path("code").asString(),
                                TreeMap::new,
                                Collectors.counting()));
    }

    /* Of the first quarter of a second: the breaker tries again after two. What was refused has no trace. */
    private static int askedBeforeOpen(ServiceProcess service, List<OpenLoop.Reply> ill)
            throws Exception {
        int asked = 0;
        for (OpenLoop.Reply reply : ill.subList(0, RATE / 4)) {
            if (!isDecided(reply)) {
                continue;
            }
            JsonNode trace =
                    service.send(
                            "GET",
                            "/v1/decisions/" + reply.transactionId() + "/trace",
                            "",
                            "rk_dev_admin");
            String first = trace.path("failures").path(0).asString("none");
            asked += first.equals("BREAKER_OPEN") || first.equals("none") ? 0 : 1;
        }
        return asked;
    }

    private static void seed(Path seeds, int version, byte[] model) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
        new ModelFolder(seeds)
                .write(
                        new Manifest(
                                new ModelReference("fraud", version),
                                "made to misbehave",
                                FEATURES,
                                HeavyModels.SIGNATURE,
                                Thresholds.of(0.5, 0.7, 0.9),
                                Map.of(),
                                new Manifest.Evidence(
                                        sha256, Map.of(), Map.of(), Map.of(), List.of())),
                        model);
    }

    private static String transaction(String phase, int number, int mood) {
        int account = number % 997;
        return """
        {"transactionId": "%s-%d", "occurredAt": "%s",
         "amount": {"value": 1234, "currency": "EUR"}, "accountId": "acc-%d",
         "channel": "ECOMMERCE", "cardId": "card-%d", "latitude": 52.52,
         "longitude": 13.40, "attributes": {"mood": %d}}
        """
                .formatted(phase, number, Instant.now(), account, account, mood);
    }
}
