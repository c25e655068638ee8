package io.riskgate.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A null where none may be is an error of the compiler, with the arguments of this very build. */
class NullnessTests {

    private static final Pattern ARGUMENT = Pattern.compile("<arg>([^<]+)</arg>");

    @TempDir Path folder;

    @Test
    void aNullWhereNoneMayBeIsAnError() throws Exception {
        assertThat(compile("return null;")).contains("error: [NullAway]");
    }

    @Test
    void aValueIsNone() throws Exception {
        assertThat(compile("return \"\";")).isEmpty();
    }

    private String compile(String body) throws IOException, InterruptedException {
        Path source = folder.resolve("Planted.java");
        Files.writeString(
                source,
                """
                package planted;
                @org.jspecify.annotations.NullMarked
                class Planted {
                    String text() {
                        %s
                    }
                }
                """
                        .formatted(body));
        Process compiler =
                new ProcessBuilder(command(source))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("compiler.log").toFile())
                        .start();
        compiler.waitFor();
        return Files.readString(folder.resolve("compiler.log"));
    }

    private List<String> command(Path source) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        command.addAll(
                ARGUMENT.matcher(Sources.text(Path.of("pom.xml")))
                        .results()
                        .map(argument -> argument.group(1))
                        .toList());
        String classPath = System.getProperty("java.class.path");
        command.addAll(List.of("-cp", classPath, "-processorpath", classPath));
        command.addAll(List.of("-proc:none", "-d", folder.toString(), source.toString()));
        return command;
    }
}
