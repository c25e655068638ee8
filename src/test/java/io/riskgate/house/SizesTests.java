package io.riskgate.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** No file over 400 lines, no method over 40; the other figures of the house are printed. */
class SizesTests {

    private static final int FILE = 400;
    private static final int METHOD = 40;

    @Test
    void noMainSourceIsTooLarge() throws IOException {
        List<String> tooLarge = new ArrayList<>();
        for (Measures source : measures(Sources.MAIN)) {
            tooLarge.addAll(tooLarge(source));
        }
        assertThat(tooLarge).isEmpty();
    }

    @Test
    void aLongMethodAndALongFileAreFound() throws IOException {
        String body = "x++;\n".repeat(METHOD);
        String text = "class Planted {\nint x;\nvoid m() {\n" + body + "}\n}\n";
        assertThat(
                        tooLarge(
                                Measures.of(Map.of("Planted.java", text + "\n".repeat(FILE)))
                                        .getFirst()))
                .hasSize(2);
    }

    @Test
    void figuresArePrinted() throws IOException {
        List<Measures> all = measures(Sources.MAIN);
        List<Measures.Method> methods =
                all.stream().flatMap(source -> source.methods().stream()).toList();
        int lines = all.stream().mapToInt(Measures::lines).sum();
        int comments = all.stream().mapToInt(Measures::commentLines).sum();
        int shown = all.stream().mapToInt(Measures::publicTypes).sum();
        int hidden = all.stream().mapToInt(Measures::hiddenTypes).sum();
        System.out.printf(
                "House: %d files, %d lines; file lines %s; method lines %s; parameters %s; "
                        + "package-private types %d %%; comment lines %d %%%n",
                all.size(),
                lines,
                spread(all.stream().mapToInt(Measures::lines)),
                spread(methods.stream().mapToInt(Measures.Method::lines)),
                spread(methods.stream().mapToInt(Measures.Method::parameters)),
                100 * hidden / (shown + hidden),
                100 * comments / lines);
        assertThat(methods).isNotEmpty();
    }

    private static List<String> tooLarge(Measures source) {
        Stream<String> file =
                source.lines() > FILE
                        ? Stream.of(source.file() + ": " + source.lines() + " lines")
                        : Stream.empty();
        Stream<String> methods =
                source.methods().stream()
                        .filter(method -> method.lines() > METHOD)
                        .map(
                                method ->
                                        "%s: %s has %d lines"
                                                .formatted(
                                                        source.file(),
                                                        method.name(),
                                                        method.lines()));
        return Stream.concat(file, methods).toList();
    }

    private static List<Measures> measures(Path root) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        Sources.under(root).forEach(file -> texts.put(file.toString(), Sources.text(file)));
        return Measures.of(texts);
    }

    private static String spread(IntStream values) {
        int[] sorted = values.sorted().toArray();
        return "median %d, p90 %d, max %d"
                .formatted(
                        sorted[sorted.length / 2],
                        sorted[sorted.length * 9 / 10],
                        sorted[sorted.length - 1]);
    }
}
