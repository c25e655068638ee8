package io.riskgate.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Main;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One format for all sources: google-java-format, AOSP. {@code -Dformat.fix=true} rewrites. */
class FormatTests {

    @Test
    void sourcesAreFormatted() throws Exception {
        List<Path> sources =
                Stream.of(Sources.MAIN, Sources.TEST)
                        .flatMap(root -> Sources.under(root).stream())
                        .toList();
        if (Boolean.getBoolean("format.fix")) {
            format("--replace", sources);
        }
        assertThat(format("--dry-run", sources)).as("misformatted; see -Dformat.fix").isEmpty();
    }

    @Test
    void aMisformattedSourceIsFound(@TempDir Path folder) throws Exception {
        Path source = folder.resolve("Planted.java");
        Files.writeString(source, "class Planted {int  x ; }\n");
        assertThat(format("--dry-run", List.of(source))).contains("Planted.java");
    }

    private static String format(String mode, List<Path> sources) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--aosp", mode));
        sources.forEach(source -> arguments.add(source.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        new Main(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        new ByteArrayInputStream(new byte[0]))
                .format(arguments.toArray(String[]::new));
        return out.toString() + err;
    }
}
