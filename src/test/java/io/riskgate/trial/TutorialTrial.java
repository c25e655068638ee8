package io.riskgate.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskgate.platform.process.RiskgateProcess;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of docs/tutorial.md, one after the other, on a service of its own; what the page
 * says of their answers has to stand in them.
 */
@Tag("trial")
class TutorialTrial {

    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```(sh|text)\\R(.*?)^```$", Pattern.MULTILINE);

    @TempDir Path folder;

    @Test
    void everyCommandDoesWhatThePageSays() throws Exception {
        Path home = folder.resolve("home");
        try (RiskgateProcess service = RiskgateProcess.start(home, Map.of()).awaitReady()) {
            Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs", "tutorial.md")));
            String answer = "";
            int commands = 0;
            while (blocks.find()) {
                if (blocks.group(1).equals("sh")) {
                    answer = run(blocks.group(2), home, service.port());
                    commands++;
                } else {
                    assertThat(answer).contains(blocks.group(2).lines().toList());
                }
            }
            assertThat(commands).isGreaterThanOrEqualTo(6);
        }
    }

    private String run(String commands, Path home, int port) throws Exception {
        String jar = Path.of("target", "riskgate.jar").toAbsolutePath().toString();
        String java = Path.of(System.getProperty("java.home"), "bin").toString();
        ProcessBuilder bash =
                new ProcessBuilder(
                                "bash",
                                "-euc",
                                commands.replace("target/riskgate.jar", jar)
                                        .replace("localhost:8080", "localhost:" + port))
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        bash.environment().put("RISKGATE_HOME", home.toString());
        bash.environment().merge("PATH", java, (path, first) -> first + ":" + path);
        Process process = bash.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(commands + answer).isZero();
        return answer;
    }
}
