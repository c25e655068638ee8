package io.riskgate.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class StartedWithTests {

    private static final List<String> WORDS =
            List.of("java", "-Xmx1g", "-Dname=a b", "-jar", "it.jar", "serve", "--a.b=", "-jar");

    @Test
    void startsAgainWithTheSameOptionsAndArguments() {
        StartedWith started =
                StartedWith.of(WORDS, "it.jar", "it.jar serve --a.b= -jar").orElseThrow();

        assertThat(started.jar()).isEqualTo("it.jar");
        assertThat(started.options()).containsExactly("-Xmx1g", "-Dname=a b");
        assertThat(started.again("/other/java", List.of("-Dmore=1"), "copy.jar"))
                .containsExactly(
                        "/other/java",
                        "-Dmore=1",
                        "-Xmx1g",
                        "-Dname=a b",
                        "-jar",
                        "copy.jar",
                        "serve",
                        "--a.b=",
                        "-jar");
    }

    @Test
    void knowsNothingOfWhatWasNotStartedWithAJar() {
        assertThat(StartedWith.of(List.of("java", "@options", "serve"), "it.jar", "it.jar serve"))
                .isEmpty();
        assertThat(
                        StartedWith.of(
                                List.of("java", "-cp", "classes", "Main", "-jar"),
                                "classes",
                                "Main"))
                .isEmpty();
        assertThat(StartedWith.of(WORDS, "other.jar", "other.jar serve")).isEmpty();
    }
}
